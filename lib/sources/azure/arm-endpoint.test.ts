import { describe, expect, test } from 'vitest';
import { resolveArmEndpoint, resolveArmLink } from './arm-endpoint.ts';
import { azureClouds, cloudOfAuthority } from './azure-cloud.ts';

const publicCloud = azureClouds.AzureCloud;

function endpointOf(armEndpoint?: string, cloud = publicCloud) {
  const result = resolveArmEndpoint(cloud, armEndpoint);
  if (!result.ok) throw new Error(result.message);
  return result.endpoint;
}

describe('endpoint', () => {
  test('is the cloud’s unless one is given', () => {
    expect(endpointOf().origin).toBe('https://management.azure.com');
    expect(endpointOf('', azureClouds.AzureUSGovernment).origin).toBe('https://management.usgovcloudapi.net');
    expect(endpointOf(undefined, azureClouds.AzureChinaCloud).origin).toBe('https://management.chinacloudapi.cn');
  });

  test.each(['http://127.0.0.1:8080', 'http://localhost:8080', 'http://[::1]:8080'])(
    'may be plain http on %s',
    (origin) => {
      expect(endpointOf(origin)).toMatchObject({ origin: 'https://management.azure.com', loopbackOrigin: origin });
    },
  );

  test.each([
    ['http://arm.internal:8080', 'clear text'],
    ['http://127.0.0.1.example.com', 'clear text'],
    ['ftp://127.0.0.1', 'clear text'],
    ['management.azure.com', 'not an absolute URL'],
    ['https://proxy.internal/arm', 'scheme, host and port only'],
    ['https://user:secret@proxy.internal', 'scheme, host and port only'],
  ])('%s is refused: %s', (armEndpoint, why) => {
    const result = resolveArmEndpoint(publicCloud, armEndpoint);
    expect(result).toMatchObject({ ok: false, message: expect.stringContaining(why) });
    expect(JSON.stringify(result)).not.toContain('secret');
  });
});

describe('link', () => {
  const proxy = endpointOf('https://arm.proxy.internal:8443');

  test.each([
    ['https://arm.proxy.internal:8443/a?x=1', 'https://arm.proxy.internal:8443/a?x=1'],
    ['https://management.azure.com/a?x=1', 'https://arm.proxy.internal:8443/a?x=1'],
    ['/a?x=1', 'https://arm.proxy.internal:8443/a?x=1'],
  ])('%s is followed on the endpoint', (link, url) => {
    expect(resolveArmLink(proxy, link)).toEqual({ ok: true, url });
  });

  test.each([
    'https://evil.example.com/a',
    'https://management.azure.com.evil.example.com/a',
    'https://management.azure.com:8443/a',
    'http://management.azure.com/a',
    'https://arm.proxy.internal/a',
    '//evil.example.com/a',
    'https://management.azure.com@evil.example.com/a',
    'javascript:alert(1)',
    'https://',
  ])('%s is not followed', (link) => {
    expect(resolveArmLink(proxy, link)).toMatchObject({ ok: false });
  });

  test('to the public cloud is foreign for a sovereign one', () => {
    expect(
      resolveArmLink(endpointOf(undefined, azureClouds.AzureChinaCloud), 'https://management.azure.com/a').ok,
    ).toBe(false);
  });
});

test.each([
  ['https://login.microsoftonline.us/', 'AzureUSGovernment'],
  ['login.chinacloudapi.cn', 'AzureChinaCloud'],
  ['https://login.microsoftonline.com', 'AzureCloud'],
  ['https://adfs.local/adfs', 'AzureCloud'],
  [undefined, 'AzureCloud'],
])('the cloud of authority %s is %s', (authority, name) => {
  expect(cloudOfAuthority(authority).name).toBe(name);
});
