import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import {
  bitString,
  boolean,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  set,
  tagged,
  time,
  utf8String,
} from './der.ts';

const OID = {
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  commonName: '2.5.4.3',
  basicConstraints: '2.5.29.19',
  keyUsage: '2.5.29.15',
  extendedKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  subjectAltName: '2.5.29.17',
  subjectKeyId: '2.5.29.14',
  authorityKeyId: '2.5.29.35',
} as const;

const HOUR_MS = 3_600_000;
const LIFETIME_MS = 90 * 24 * HOUR_MS;

export interface Identity {
  readonly name: string;
  readonly key: KeyObject;
  readonly publicDer: Buffer;
  readonly certificatePem: string;
}

const pem = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}/g, '$&\n').trimEnd()}\n-----END CERTIFICATE-----\n`;

const nameOf = (commonName: string): Buffer =>
  sequence(set(sequence(objectIdentifier(OID.commonName), utf8String(commonName))));

const extension = (oid: string, critical: boolean, value: Buffer): Buffer =>
  sequence(objectIdentifier(oid), ...(critical ? [boolean(true)] : []), octetString(value));

const keyId = (publicDer: Buffer): Buffer => createHash('sha1').update(publicDer).digest();

/** Bits of keyUsage, first bit highest: digitalSignature, and for an authority keyCertSign and cRLSign. */
const usage = (isAuthority: boolean): Buffer =>
  isAuthority ? bitString(Buffer.from([0x86]), 1) : bitString(Buffer.from([0x80]), 7);

function alternativeName(host: string): Buffer {
  const parts = host.split('.').map(Number);
  const isAddress = parts.length === 4 && parts.every((part) => Number.isInteger(part) && part <= 255);
  return isAddress ? tagged(7, Buffer.from(parts), 'primitive') : tagged(2, Buffer.from(host, 'latin1'), 'primitive');
}

function extensions(publicDer: Buffer, issuerDer: Buffer, hosts: readonly string[] | null): Buffer {
  const common = [
    extension(OID.keyUsage, true, usage(hosts === null)),
    extension(OID.subjectKeyId, false, octetString(keyId(publicDer))),
    extension(OID.authorityKeyId, false, sequence(tagged(0, keyId(issuerDer), 'primitive'))),
  ];
  const own =
    hosts === null
      ? [extension(OID.basicConstraints, true, sequence(boolean(true)))]
      : [
          extension(OID.basicConstraints, true, sequence()),
          extension(OID.extendedKeyUsage, false, sequence(objectIdentifier(OID.serverAuth))),
          extension(OID.subjectAltName, false, sequence(...hosts.map(alternativeName))),
        ];
  return tagged(3, sequence(...common, ...own));
}

function issue(name: string, hosts: readonly string[] | null, now: number, authority?: Identity): Identity {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicDer = publicKey.export({ type: 'spki', format: 'der' });
  const algorithm = sequence(objectIdentifier(OID.ecdsaWithSha256));
  const body = sequence(
    tagged(0, integer(2)),
    integer(randomBytes(16)),
    algorithm,
    nameOf(authority?.name ?? name),
    sequence(time(now - HOUR_MS), time(now + LIFETIME_MS)),
    nameOf(name),
    publicDer,
    extensions(publicDer, authority?.publicDer ?? publicDer, hosts),
  );
  const signature = sign('sha256', body, authority?.key ?? privateKey);
  return { name, key: privateKey, publicDer, certificatePem: pem(sequence(body, algorithm, bitString(signature))) };
}

/** A certificate authority of its own, for one process: its key is never written anywhere. */
export const createAuthority = (name: string, now: number): Identity => issue(name, null, now);

/** A server certificate for names and IPv4 addresses, signed by an authority. */
export const createServerIdentity = (authority: Identity, hosts: readonly string[], now: number): Identity =>
  issue(hosts[0] ?? 'localhost', hosts, now, authority);
