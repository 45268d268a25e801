import { describe, expect, it } from 'vitest';
import { readFixture } from '../../fixtures/read-fixture.ts';
import { baseNameOf } from '../snapshot/load-balancer-name.ts';
import { child, children, type Json, mutated, newFindings } from './testing/mutate-fixture.ts';

const BALANCERS = 'azure/loadbalancers.json';
const OTHER = '/subscriptions/x/resourceGroups/x/providers/Microsoft.Network/loadBalancers/kubernetes';

type Place = 'loadBalancingRules' | 'probes' | 'frontendIPConfigurations' | 'backendAddressPools';

/** The objects of one kind of the only ingress load balancer, without those of AKS's own egress. */
function objectsOf(balancers: Json[], place: Place): Json[] {
  const balancer = balancers.find((lb) => children(child(lb, 'properties'), 'loadBalancingRules').length > 0);
  return children(child(balancer, 'properties'), place);
}

/** Made by the controller for a Service, or its pool. */
function isIngress(object: Json): boolean {
  const name = String(object.name).toLowerCase();
  return name === 'kubernetes' || baseNameOf(name) !== null;
}

/** Sets properties of the first ingress object of a kind. */
function set(place: Place, change: Json) {
  return (balancers: Json[]): void => {
    const first = objectsOf(balancers, place).find(isIngress);
    Object.assign(child(first, 'properties'), change);
  };
}

function remove(place: Place) {
  return (balancers: Json[]): void => {
    const objects = objectsOf(balancers, place);
    objects.splice(objects.findIndex(isIngress), 1);
  };
}

function duplicate(place: Place, name: (original: string) => string) {
  return (balancers: Json[]): void => {
    const objects = objectsOf(balancers, place);
    const copy: Json = structuredClone(objects.find(isIngress) ?? {});
    const original = String(copy.name);
    copy.name = name(original);
    copy.id = String(copy.id).replace(original, name(original));
    objects.push(copy);
  };
}

const dead = (original: string): string => `a${'0'.repeat(31)}${original.slice(32)}`;

type Case = readonly [what: string, fixture: string, edit: (balancers: Json[]) => void, expected: readonly string[]];

const CLUSTER = 'controller/base/cluster-default';
const LOCAL = 'controller/base/local';
const HTTP = 'controller/base/probe-http';
const INTERNAL = 'controller/base/internal-cluster';

const RULE: readonly Case[] = [
  ['protocol', CLUSTER, set('loadBalancingRules', { protocol: 'Udp' }), ['rule-drift critical']],
  ['frontend port', CLUSTER, set('loadBalancingRules', { frontendPort: 81 }), ['rule-drift critical']],
  ['backend port', CLUSTER, set('loadBalancingRules', { backendPort: 31_999 }), ['rule-drift critical']],
  ['floating IP', CLUSTER, set('loadBalancingRules', { enableFloatingIP: false }), ['rule-drift critical']],
  ['TCP reset', CLUSTER, set('loadBalancingRules', { enableTcpReset: false }), ['rule-drift medium']],
  ['idle timeout', CLUSTER, set('loadBalancingRules', { idleTimeoutInMinutes: 30 }), ['rule-drift medium']],
  ['distribution', CLUSTER, set('loadBalancingRules', { loadDistribution: 'SourceIP' }), ['rule-drift medium']],
  ['outbound SNAT', CLUSTER, set('loadBalancingRules', { disableOutboundSnat: false }), ['rule-drift medium']],
  [
    'pool of nobody',
    CLUSTER,
    set('loadBalancingRules', {
      backendAddressPool: { id: `${OTHER}/backendAddressPools/x` },
      backendAddressPools: [],
    }),
    ['backend-pool-empty critical', 'rule-drift critical'],
  ],
  [
    'frontend of somebody else',
    CLUSTER,
    set('loadBalancingRules', { frontendIPConfiguration: { id: `${OTHER}/frontendIPConfigurations/x` } }),
    ['rule-drift critical'],
  ],
  ['probe taken away', CLUSTER, set('loadBalancingRules', { probe: null }), ['probe-drift medium']],
  [
    'probe that does not exist',
    CLUSTER,
    set('loadBalancingRules', { probe: { id: `${OTHER}/probes/x` } }),
    ['probe-drift medium'],
  ],
  // Without a probe every node takes connections under Local, spot nodes too.
  [
    'probe taken away under Local',
    LOCAL,
    set('loadBalancingRules', { probe: null }),
    ['probe-drift critical', 'spot-nodes-in-path medium'],
  ],
  ['rule removed', CLUSTER, remove('loadBalancingRules'), ['rule-missing critical']],
  ['rule removed, internal', INTERNAL, remove('loadBalancingRules'), ['rule-missing critical']],
  [
    'rule of a port that the Service has not',
    CLUSTER,
    duplicate('loadBalancingRules', (name) => `${name}99`),
    ['rule-drift medium'],
  ],
  ['rule of a dead Service', CLUSTER, duplicate('loadBalancingRules', dead), ['orphan-rule low']],
  ['Failed', CLUSTER, set('loadBalancingRules', { provisioningState: 'Failed' }), ['provisioning-failed high']],
];

const PROBE: readonly Case[] = [
  ['port', CLUSTER, set('probes', { port: 1 }), ['probe-drift critical']],
  ['protocol', CLUSTER, set('probes', { protocol: 'Http', requestPath: '/' }), ['probe-drift medium']],
  ['path', HTTP, set('probes', { requestPath: '/other' }), ['probe-drift medium']],
  ['interval', CLUSTER, set('probes', { intervalInSeconds: 15 }), ['probe-drift medium']],
  ['threshold', CLUSTER, set('probes', { probeThreshold: 5 }), ['probe-drift medium']],
  ['port under Local', LOCAL, set('probes', { port: 1 }), ['probe-drift critical']],
  // kube-proxy's health-check port answers every path alike.
  ['path under Local', LOCAL, set('probes', { requestPath: '/ready' }), ['probe-drift medium']],
  ['probe removed', CLUSTER, remove('probes'), ['probe-drift medium']],
  [
    'probe of a port that the Service has not',
    CLUSTER,
    duplicate('probes', (name) => `${name}99`),
    ['probe-drift medium'],
  ],
  ['probe of a dead Service', CLUSTER, duplicate('probes', dead), ['orphan-probe low']],
];

const PLACES: readonly Case[] = [
  ['frontend removed', CLUSTER, remove('frontendIPConfigurations'), ['frontend-missing critical']],
  ['frontend of a dead Service', CLUSTER, duplicate('frontendIPConfigurations', dead), ['orphan-frontend low']],
  [
    'pool without members',
    CLUSTER,
    set('backendAddressPools', { backendIPConfigurations: [], loadBalancerBackendAddresses: [] }),
    ['backend-pool-empty critical'],
  ],
  ['pool removed', CLUSTER, remove('backendAddressPools'), ['backend-pool-empty critical']],
];

describe.each([
  ['rule', RULE],
  ['probe', PROBE],
  ['frontend and pool', PLACES],
] as const)('one change of a %s', (_kind, cases) => {
  it.each(cases)('%s (%s)', async (_what, fixture, edit, expected) => {
    const recorded = await readFixture(fixture);
    expect(newFindings(recorded.snapshot, mutated(recorded, fixture, BALANCERS, edit))).toEqual(expected);
  });
});
