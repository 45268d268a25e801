import { describe, expect, it } from 'vitest';
import { isNodeAddress } from './node-address.ts';

describe('the address of a node', () => {
  it.each(['10.224.0.4', '172.16.0.1', '172.31.255.254', '192.168.1.1', '100.64.0.9', 'fd12:3456::4', 'fc00::1'])(
    '%s may be asked',
    (address) => {
      expect(isNodeAddress(address)).toBe(true);
    },
  );

  it.each([
    ['loopback', '127.0.0.1'],
    ['loopback', '::1'],
    ['loopback written as IPv6', '::ffff:127.0.0.1'],
    ['a private address written as IPv6', '::ffff:10.0.0.1'],
    ['the metadata service', '169.254.169.254'],
    ['the metadata service written as IPv6', '::ffff:169.254.169.254'],
    ['the wire server', '168.63.129.16'],
    ['a public address', '20.103.44.17'],
    ['a public address', '2603:1020::5'],
    ['just outside a private range', '172.32.0.1'],
    ['just outside a private range', '100.128.0.1'],
    ['any address', '0.0.0.0'],
    ['any address', '::'],
    ['multicast', '224.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['a private address with a zone', 'fd00::1%eth0'],
    ['a name', 'localhost'],
    ['a name', 'metadata.google.internal'],
    ['an address as one number', '2130706433'],
    ['an octal address', '0177.0.0.1'],
    ['an address with a port', '10.0.0.1:80'],
    ['an address with user information', 'a@10.0.0.1'],
    ['nothing', ''],
  ])('%s (%s) may not', (_what, address) => {
    expect(isNodeAddress(address)).toBe(false);
  });
});
