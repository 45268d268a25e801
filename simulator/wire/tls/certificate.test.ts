import { X509Certificate } from 'node:crypto';
import { createServer, get } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthority, createServerIdentity } from './certificate.ts';
import { integer, objectIdentifier, time } from './der.ts';

const now = Date.now();
const authority = createAuthority('simulator-ca', now);
const identity = createServerIdentity(authority, ['127.0.0.1', 'localhost'], now);

describe('DER', () => {
  it('keeps integers positive and short', () => {
    expect(integer(Buffer.from([0x80])).toString('hex')).toBe('02020080');
    expect(integer(Buffer.from([0, 0, 5])).toString('hex')).toBe('020105');
  });

  it('writes large arcs of object identifiers in groups of seven bits', () => {
    expect(objectIdentifier('1.2.840.10045.4.3.2').toString('hex')).toBe('06082a8648ce3d040302');
  });

  it('changes the form of a date in 2050', () => {
    expect(
      time(Date.UTC(2026, 10, 21))
        .toString('latin1')
        .slice(2),
    ).toBe('261121000000Z');
    expect(
      time(Date.UTC(2051, 0, 1))
        .toString('latin1')
        .slice(2),
    ).toBe('20510101000000Z');
  });
});

describe('certificates', () => {
  it('are read by the platform and signed by their authority', () => {
    const server = new X509Certificate(identity.certificatePem);
    const root = new X509Certificate(authority.certificatePem);
    expect(root.ca).toBe(true);
    expect(server.ca).toBe(false);
    expect(server.verify(root.publicKey)).toBe(true);
    expect(server.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(server.checkHost('localhost')).toBe('localhost');
    expect(server.checkHost('example.com')).toBeUndefined();
  });
});

describe('an HTTPS server with them', () => {
  const server = createServer(
    { key: identity.key.export({ type: 'pkcs8', format: 'pem' }), cert: identity.certificatePem },
    (_request, response) => response.end('hello'),
  );
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => server.close());

  const fetchWith = (ca: string | undefined) =>
    new Promise<number | string>((resolve) => {
      const address = server.address();
      const port = typeof address === 'object' ? address?.port : undefined;
      get({ host: '127.0.0.1', port, ca }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      }).on('error', (error) => resolve('code' in error ? String(error.code) : error.message));
    });

  it('is trusted by who trusts the authority, and by nobody else', async () => {
    expect(await fetchWith(authority.certificatePem)).toBe(200);
    expect(await fetchWith(undefined)).toMatch(/UNABLE_TO|SELF_SIGNED|CERT/);
  });
});
