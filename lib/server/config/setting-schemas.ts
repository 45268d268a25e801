import { isIP } from 'node:net';
import { z } from 'zod';

export const hostName = z
  .string()
  .regex(/^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/, 'expected a host name without scheme and port')
  .transform((name) => name.toLowerCase());

/** `10.0.0.0/8`, `fd00::/8` or a single address. */
export const addressRange = z.string().refine((range) => {
  const [address = '', bits, more] = range.split('/');
  const family = isIP(address);
  if (family === 0 || more !== undefined) return false;
  return bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}, 'expected an address such as 10.0.0.7, or a range such as 10.0.0.0/8');

/** Long enough that it cannot be guessed. */
export const secret = z.string().trim().min(16, 'must have at least 16 characters');

export const httpUrl = z.string().refine((url) => URL.canParse(url) && /^https?:/.test(url), 'expected a URL');

export const azureUuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'expected a UUID');

export const resourceId = z
  .string()
  .regex(/^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/.+/i, 'expected an ARM id, /subscriptions/…');
