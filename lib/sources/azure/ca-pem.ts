import { X509Certificate } from 'node:crypto';
import { getCACertificates } from 'node:tls';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

export type TrustedCa = { readonly ok: true; readonly pem: string } | { readonly ok: false; readonly message: string };

/** The CAs trusted by default and those of a PEM file, in one PEM. Not ok: the file holds none, or a broken one. */
export function trustedCa(caPem: string): TrustedCa {
  const blocks = caPem.match(CERTIFICATE) ?? [];
  if (blocks.length === 0) return { ok: false, message: 'The CA file for Azure holds no PEM certificate.' };
  const broken = blocks.findIndex((block) => !isCertificate(block));
  if (broken >= 0) {
    return { ok: false, message: `Certificate ${broken + 1} of ${blocks.length} in the CA file for Azure is broken.` };
  }
  return { ok: true, pem: [...getCACertificates('default'), ...blocks].join('\n') };
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== undefined;
  } catch {
    return false;
  }
}
