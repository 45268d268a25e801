import { describe, expect, test } from 'vitest';
import { parseEndpointSlice } from './parse-endpoint-slice.ts';

function rawSlice(fields: object = {}) {
  return {
    metadata: { namespace: 'shop', name: 'web-x', labels: { 'kubernetes.io/service-name': 'web' } },
    addressType: 'IPv4',
    ports: [{ name: 'http', protocol: 'TCP', port: 8080 }],
    endpoints: [{ addresses: ['10.244.0.5'] }],
    ...fields,
  };
}

function sliceOf(raw: unknown) {
  const parsed = parseEndpointSlice(raw);
  if (!parsed.ok || parsed.value === null) throw new Error(JSON.stringify(parsed));
  return parsed.value;
}

function pointerOf(raw: unknown) {
  const parsed = parseEndpointSlice(raw);
  return parsed.ok ? null : parsed.problem.pointer;
}

describe('parseEndpointSlice', () => {
  test('takes unset conditions for ready, serving and not terminating', () => {
    const expected = { ready: true, serving: true, terminating: false };
    for (const conditions of [undefined, null, {}, { ready: null, serving: null, terminating: null }]) {
      const slice = sliceOf(rawSlice({ endpoints: [{ addresses: ['10.244.0.5'], conditions }] }));
      expect(slice.endpoints[0]).toMatchObject(expected);
    }
  });

  test('refuses a condition of a wrong type instead of taking it for ready', () => {
    for (const value of ['false', 0, {}, []]) {
      const endpoints = [{ addresses: ['a'] }, { addresses: ['b'], conditions: { ready: value } }];
      expect(pointerOf(rawSlice({ endpoints }))).toBe('/endpoints/1/conditions/ready');
    }
  });

  test('keeps where an endpoint runs and which pod it is', () => {
    const endpoint = {
      addresses: ['10.244.0.5', '10.244.0.6'],
      conditions: { ready: false, serving: true, terminating: true },
      nodeName: 'node-0',
      zone: 'westeurope-1',
      targetRef: { kind: 'Pod', name: 'web-1' },
      hints: { forZones: [{ name: 'westeurope-1' }], forNodes: [{ name: 'node-0' }] },
    };
    expect(sliceOf(rawSlice({ endpoints: [endpoint] })).endpoints).toEqual([
      {
        address: '10.244.0.5',
        ready: false,
        serving: true,
        terminating: true,
        nodeName: 'node-0',
        zone: 'westeurope-1',
        podNamespace: 'shop',
        podName: 'web-1',
        hintZones: ['westeurope-1'],
        hintNodes: ['node-0'],
      },
    ]);
  });

  test('leaves out ports without a number, as kube-proxy does', () => {
    expect(sliceOf(rawSlice({ ports: [{ name: 'any' }, { port: 80 }] })).ports).toEqual([
      { name: '', protocol: 'TCP', port: 80 },
    ]);
  });

  test('reads null lists as empty', () => {
    expect(sliceOf(rawSlice({ ports: null, endpoints: null }))).toMatchObject({ ports: [], endpoints: [] });
  });

  test('is null for host names and for slices of no Service', () => {
    expect(parseEndpointSlice(rawSlice({ addressType: 'FQDN' }))).toEqual({ ok: true, value: null });
    expect(parseEndpointSlice(rawSlice({ metadata: { namespace: 'a', name: 'b' } }))).toEqual({
      ok: true,
      value: null,
    });
  });

  test('refuses an endpoint without address, an unknown family and an unknown protocol', () => {
    expect(pointerOf(rawSlice({ endpoints: [{ addresses: [] }] }))).toBe('/endpoints/0/addresses');
    expect(pointerOf(rawSlice({ addressType: 'IPv5' }))).toBe('/addressType');
    expect(pointerOf(rawSlice({ ports: [{ port: 80, protocol: 'QUIC' }] }))).toBe('/ports/0/protocol');
  });
});
