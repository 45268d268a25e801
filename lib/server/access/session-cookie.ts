import { createHmac } from 'node:crypto';
import { sameSecret } from './same-secret.ts';

const name = 'aks-ingress-health-session';
const lifetimeSeconds = 12 * 60 * 60;

/**
 * A cookie that proves that its browser once knew the secret: the time it ends, signed with the secret. Nothing is
 * stored; a new secret ends every session.
 */
export function sessionCookie(secret: string, nowMs: number, options: { readonly secure: boolean }): string {
  const endsAt = Math.floor(nowMs / 1000) + lifetimeSeconds;
  const attributes = [`Max-Age=${lifetimeSeconds}`, 'Path=/', 'HttpOnly', 'SameSite=Strict'];
  if (options.secure) attributes.push('Secure');
  return [`${name}=${endsAt}.${signature(secret, endsAt)}`, ...attributes].join('; ');
}

export function hasSession(cookieHeader: string | undefined, secret: string, nowMs: number): boolean {
  return valuesOf(cookieHeader).some((value) => {
    const [endsAt = '', signed = ''] = value.split('.');
    return (
      /^\d{1,12}$/.test(endsAt) &&
      Number(endsAt) * 1000 > nowMs &&
      sameSecret(signed, signature(secret, Number(endsAt)))
    );
  });
}

function signature(secret: string, endsAt: number): string {
  return createHmac('sha256', secret).update(`session until ${endsAt}`).digest('base64url');
}

function valuesOf(header = ''): string[] {
  return header
    .split(';')
    .map((pair) => pair.trim().split('='))
    .flatMap(([key, value]) => (key === name && value !== undefined ? [value] : []));
}
