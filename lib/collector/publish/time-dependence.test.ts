import { expect, it } from 'vitest';
import { analyze } from '../../analysis/analyze.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { emptySnapshot } from '../testing/empty-snapshot.ts';
import { testNode, testService, testSlice } from '../testing/snapshot-objects.ts';
import { canChangeWithTime } from './time-dependence.ts';

const at = (seconds: number) => new Date(Date.parse('2026-01-01T00:00:00Z') + seconds * 1000).toISOString();
const address = { ip: '20.0.0.1', hostname: null, ipMode: 'VIP' };
const served = testService('web', {
  ingress: [address],
  ports: [{ name: '', protocol: 'TCP', port: 80, targetPort: 8080, nodePort: 30_080, appProtocol: null }],
});

function changes(edit: (snapshot: Snapshot) => Snapshot, now = at(5)): boolean {
  const empty = emptySnapshot('shop', at(0));
  const kubernetes = { ...empty.kubernetes, services: [served], nodes: [testNode('n1')], endpointSlices: [] };
  return canChangeWithTime(analyze(edit({ ...empty, kubernetes })), now);
}

const withKubernetes = (part: Partial<Snapshot['kubernetes']>) => (snapshot: Snapshot) => ({
  ...snapshot,
  kubernetes: { ...snapshot.kubernetes, ...part },
});

it('expects nothing from time in a cluster at rest', () => {
  expect(changes((snapshot) => snapshot)).toBe(false);
});

it('follows a Service that waits for its address', () => {
  expect(changes(withKubernetes({ services: [testService('web')] }))).toBe(true);
});

it('follows endpoints that terminate', () => {
  const endpoint = { address: '10.0.0.1', ready: false, serving: true, terminating: true, nodeName: 'n1', zone: null };
  const more = { podNamespace: null, podName: null, hintZones: [], hintNodes: [] };
  const ports = [{ name: '', protocol: 'TCP' as const, port: 8080 }];
  const slice = { ...testSlice('web'), ports, endpoints: [{ ...endpoint, ...more }] };
  expect(changes(withKubernetes({ endpointSlices: [slice] }))).toBe(true);
});

it('follows a node that may still enter its pool', () => {
  expect(changes(withKubernetes({ nodes: [testNode('n1', { createdAt: at(-100) })] }))).toBe(true);
  expect(changes(withKubernetes({ nodes: [testNode('n1', { createdAt: at(-1000) })] }))).toBe(false);
});

it('follows an eviction notice', () => {
  const event = { objectKind: 'Node', objectNamespace: null, objectName: 'n1', type: 'Warning' as const };
  const more = { reason: 'PreemptScheduled', message: '', component: '', count: 1, firstAt: at(-60), lastAt: at(-60) };
  expect(changes(withKubernetes({ events: [{ ...event, ...more }] }))).toBe(true);
});

it('looks again when a probe answer becomes too old, and not before', () => {
  const answered = (snapshot: Snapshot): Snapshot => ({
    ...snapshot,
    probes: { observed: [], ruleHealth: [{ loadBalancer: 'lb', rule: 'r', observedAt: at(-597), backends: [] }] },
  });
  expect(changes(answered, at(2))).toBe(false);
  expect(changes(answered, at(5))).toBe(true);
});
