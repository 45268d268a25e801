import { describe, expect, it } from 'vitest';
import { listFixtures, readFixture } from '../../fixtures/read-fixture.ts';
import { baseNameOf } from '../snapshot/load-balancer-name.ts';
import { child, children, type Json, mutated, newFindings } from './testing/mutate-fixture.ts';

const BALANCERS = 'azure/loadbalancers.json';
const OTHER = '/subscriptions/x/resourceGroups/x/providers/Microsoft.Network/loadBalancers/kubernetes';

const recordings = await Promise.all(
  listFixtures('controller').map(async (name) => ({ name, recorded: await readFixture(name) })),
);

type Kind = 'loadBalancingRules' | 'probes';
/** Gives the other value of a field; null: the field says nothing on this object. */
type Other = (properties: Json) => Json | null;

const isTcp = ({ protocol }: Json): boolean => protocol === 'Tcp';
const isHttp = ({ protocol }: Json): boolean => protocol !== 'Tcp';

/** Every field that the controller compares. docs/model.md "Drift". */
const RULE: Readonly<Record<string, Other>> = {
  protocol: (rule) => (rule.protocol === 'All' ? null : { protocol: isTcp(rule) ? 'Udp' : 'Tcp' }),
  frontendPort: ({ frontendPort }) => ({ frontendPort: Number(frontendPort) + 1 }),
  backendPort: ({ backendPort }) => ({ backendPort: Number(backendPort) + 1 }),
  enableFloatingIP: ({ enableFloatingIP }) => ({ enableFloatingIP: enableFloatingIP !== true }),
  enableTcpReset: (rule) => (isTcp(rule) ? { enableTcpReset: rule.enableTcpReset !== true } : null),
  idleTimeoutInMinutes: ({ idleTimeoutInMinutes }) => ({ idleTimeoutInMinutes: Number(idleTimeoutInMinutes) + 7 }),
  loadDistribution: ({ loadDistribution }) => ({
    loadDistribution: loadDistribution === 'SourceIP' ? 'Default' : 'SourceIP',
  }),
  backendAddressPool: () => ({
    backendAddressPool: { id: `${OTHER}/backendAddressPools/x` },
    backendAddressPools: [],
  }),
  frontendIPConfiguration: () => ({ frontendIPConfiguration: { id: `${OTHER}/frontendIPConfigurations/x` } }),
  probe: ({ probe }) => (probe == null ? null : { probe: null }),
};

const PROBE: Readonly<Record<string, Other>> = {
  port: ({ port }) => ({ port: Number(port) + 1 }),
  protocol: (probe) => (isTcp(probe) ? { protocol: 'Http', requestPath: '/' } : { protocol: 'Tcp' }),
  requestPath: (probe) => (isHttp(probe) ? { requestPath: '/other' } : null),
  intervalInSeconds: ({ intervalInSeconds }) => ({ intervalInSeconds: Number(intervalInSeconds) + 3 }),
  probeThreshold: ({ probeThreshold }) => ({ probeThreshold: Number(probeThreshold) + 1 }),
};

/** What the controller never looks at. */
const IGNORED: readonly (readonly [Kind, string, Other])[] = [
  ['probes', 'numberOfProbes', () => ({ numberOfProbes: 9 })],
  ['probes', 'noHealthyBackendsBehavior', () => ({ noHealthyBackendsBehavior: 'AllProbedUp' })],
  ['probes', 'loadBalancingRules', () => ({ loadBalancingRules: [] })],
  ['loadBalancingRules', 'enableTcpReset of UDP', (rule) => (isTcp(rule) ? null : { enableTcpReset: true })],
  ['loadBalancingRules', 'backendAddressPools', () => ({ backendAddressPools: [] })],
  ['loadBalancingRules', 'provisioningState', () => ({ provisioningState: 'Updating' })],
];

/** The first object of a kind that the controller made for a Service and to which the field says something. */
function change(balancers: Json[], kind: Kind, other: Other): boolean {
  for (const balancer of balancers) {
    for (const object of children(child(balancer, 'properties'), kind)) {
      const properties = child(object, 'properties');
      const changed = baseNameOf(String(object.name)) === null ? null : other(properties);
      if (changed !== null && isUsed(kind, properties)) return Object.assign(properties, changed) === properties;
    }
  }
  return false;
}

/** A probe that no rule asks is nobody's. */
function isUsed(kind: Kind, { loadBalancingRules }: Json): boolean {
  return kind === 'loadBalancingRules' || !Array.isArray(loadBalancingRules) || loadBalancingRules.length > 0;
}

/** Codes that are new with the field changed, for each recording that has such an object. */
function codesWith(kind: Kind, other: Other): ReadonlyMap<string, readonly string[]> {
  return new Map(
    recordings.flatMap(({ name, recorded }) => {
      let isChanged = false;
      const snapshot = mutated(recorded, name, BALANCERS, (balancers) => {
        isChanged = change(balancers, kind, other);
      });
      if (!isChanged) return [];
      const codes = newFindings(recorded.snapshot, snapshot).map((finding) => finding.split(' ')[0] ?? '');
      return [[name, [...new Set(codes)]] as const];
    }),
  );
}

/** True besides where a drifted field decides who gets connections. */
const CONSEQUENCES: ReadonlySet<string> = new Set([
  'affinity-concentrates-traffic',
  'backend-pool-empty',
  'idle-timeout-silent',
  'probe-path-rejected',
  'rule-missing',
  'spot-nodes-in-path',
  'unrelated-nodes-in-path',
]);

describe.each([
  ['loadBalancingRules', RULE, 'rule-drift'],
  ['probes', PROBE, 'probe-drift'],
] as const)('one field of %s, in every recording of the controller', (kind, fields, code) => {
  it.each(Object.entries(fields))('%s', (field, other) => {
    const wanted = field === 'probe' ? 'probe-drift' : code;
    const codes = codesWith(kind, other);
    expect(codes.size).toBeGreaterThan(1);
    const silent = [...codes].filter(([, told]) => !told.includes(wanted));
    const more = [...codes].filter(([, told]) => told.some((one) => one !== wanted && !CONSEQUENCES.has(one)));
    expect({ silent, more }).toEqual({ silent: [], more: [] });
  });
});

describe('a field that the controller never looks at, in every recording', () => {
  it.each(IGNORED)('of %s: %s', (kind, _field, other) => {
    const codes = codesWith(kind, other);
    expect(codes.size).toBeGreaterThan(1);
    expect([...codes].filter(([, told]) => told.length > 0)).toEqual([]);
  });
});
