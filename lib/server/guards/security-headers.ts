import { randomBytes } from 'node:crypto';

export interface SecurityHeaders {
  /** For scripts and styles of this one answer. */
  readonly nonce: string;
  readonly contentSecurityPolicy: string;
  readonly headers: Readonly<Record<string, string>>;
}

const common = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
} as const;

/** Nothing is loaded from anywhere else, nobody may frame us, and only scripts with the nonce of this answer run. */
export function securityHeaders({ dev }: { readonly dev: boolean }): SecurityHeaders {
  const nonce = randomBytes(16).toString('base64');
  const contentSecurityPolicy = contentPolicy(nonce, dev);
  return { nonce, contentSecurityPolicy, headers: { ...common, 'content-security-policy': contentSecurityPolicy } };
}

/** Development tools evaluate text, insert styles without a nonce and use a web socket. */
function contentPolicy(nonce: string, dev: boolean): string {
  const policy = {
    'default-src': "'self'",
    'script-src': `'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    'style-src': dev ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
    // Positions and widths of rows and bars: an attribute can hide something, but runs nothing.
    'style-src-attr': "'unsafe-inline'",
    'img-src': "'self' data:",
    'font-src': "'self'",
    'connect-src': dev ? "'self' ws:" : "'self'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  };
  return Object.entries(policy)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}
