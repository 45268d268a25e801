import { describe, expect, it } from 'vitest';
import type { Endpoint, EndpointSlice } from './endpoint-slice.ts';
import { withTurns } from './endpoint-turns.ts';

const NOW = Date.parse('2026-11-21T03:00:00.000Z');
const at = (seconds: number): string => new Date(NOW + seconds * 1000).toISOString();

function slice(endpoints: Readonly<Record<string, boolean>>, turns: EndpointSlice['turns'] = {}): EndpointSlice {
  const one = ([nodeName, ready]: readonly [string, boolean]): Endpoint => ({
    address: `10.0.0.${nodeName.length}`,
    ready,
    serving: ready,
    terminating: false,
    nodeName,
    zone: null,
    podNamespace: null,
    podName: null,
    hintZones: [],
    hintNodes: [],
  });
  return {
    namespace: 'shop',
    name: 'web-1',
    resourceVersion: '1',
    serviceName: 'web',
    family: 'IPv4',
    ports: [],
    endpoints: Object.entries(endpoints).map(one),
    turns,
  };
}

describe('withTurns', () => {
  it('dates nodes whose endpoints came, went or turned', () => {
    const before = slice({ stays: true, goes: true, 'turns-off': true, 'turns-on': false });
    const after = slice({ stays: true, 'turns-off': false, 'turns-on': true, comes: true });
    expect(withTurns(before, after, NOW).turns).toEqual({
      goes: at(0),
      'turns-off': at(0),
      'turns-on': at(0),
      comes: at(0),
    });
  });

  it('takes an endpoint that is not ready for none', () => {
    expect(withTurns(slice({ goes: false }), slice({ comes: false }), NOW).turns).toEqual({});
  });

  it('dates all of a new slice', () => {
    expect(withTurns(undefined, slice({ a: true, b: false }), NOW).turns).toEqual({ a: at(0) });
  });

  it('keeps what it knew, until no answer can be that old', () => {
    const before = slice({ a: true }, { a: at(-60), old: at(-1801) });
    expect(withTurns(before, slice({ a: true }), NOW).turns).toEqual({ a: at(-60) });
    expect(withTurns(before, slice({}), NOW).turns).toEqual({ a: at(0) });
  });
});
