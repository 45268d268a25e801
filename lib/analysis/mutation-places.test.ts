import { describe, expect, it } from 'vitest';
import { readFixture } from '../../fixtures/read-fixture.ts';
import { baseNameOf } from '../snapshot/load-balancer-name.ts';
import { child, children, type Edit, type Json, mutated, newFindings } from './testing/mutate-fixture.ts';

const BALANCERS = 'azure/loadbalancers.json';
const ADDRESSES = 'azure/publicipaddresses.json';
const SERVICES = 'kubernetes/services.json';

/** The objects of one kind of every load balancer whose names were made from a Service. */
function made(balancers: Json[], place: string): Json[] {
  return balancers
    .flatMap((lb) => children(child(lb, 'properties'), place))
    .filter((object) => baseNameOf(String(object.name)) !== null);
}

/** Properties of the first such object. */
function first(objects: readonly Json[]): Json {
  return child(objects[0], 'properties');
}

/** The first public IP that the controller made. */
function address(addresses: Json[]): Json {
  const found = addresses.find((ip) => String(ip.name).startsWith('kubernetes-a'));
  if (found === undefined) throw new Error('the controller made no public IP');
  return found;
}

function annotate(key: string, value: string): Edit {
  return (services) => {
    const metadata = child(services[0], 'metadata');
    metadata.annotations = { ...child({ annotations: {}, ...metadata }, 'annotations'), [`${PREFIX}${key}`]: value };
  };
}

const PREFIX = 'service.beta.kubernetes.io/';
const CLUSTER = 'controller/base/cluster-default';
const SUBNET = 'controller/base/internal-subnet';
const DUAL = 'controller/dualstack/dual-cluster';

type Case = readonly [what: string, fixture: string, file: string, edit: Edit, expected: readonly string[]];

const AZURE: readonly Case[] = [
  [
    'subnet of an internal frontend',
    SUBNET,
    BALANCERS,
    (lbs) => Object.assign(first(made(lbs, 'frontendIPConfigurations')), { subnet: { id: '/subnets/other' } }),
    ['rule-drift medium'],
  ],
  [
    'rule of one family on the frontend of the other',
    DUAL,
    BALANCERS,
    (lbs) => {
      const frontends = made(lbs, 'frontendIPConfigurations');
      for (const rule of made(lbs, 'loadBalancingRules').filter(({ name }) => !String(name).endsWith('-IPv6'))) {
        const other = frontends.find(({ name }) => String(name).endsWith('-IPv6'));
        Object.assign(child(rule, 'properties'), { frontendIPConfiguration: { id: other?.id } });
      }
    },
    ['rule-drift critical'],
  ],
  [
    'tag of the public IP',
    CLUSTER,
    ADDRESSES,
    (ips) => {
      child(address(ips), 'tags')['k8s-azure-service'] = 'lab/another';
    },
    ['rule-drift medium'],
  ],
  [
    'SKU of the public IP',
    CLUSTER,
    ADDRESSES,
    (ips) => {
      child(address(ips), 'sku').name = 'Basic';
    },
    ['sku-mismatch high'],
  ],
  [
    'address of the public IP',
    CLUSTER,
    ADDRESSES,
    (ips) => {
      child(address(ips), 'properties').ipAddress = '20.99.99.99';
    },
    ['frontend-ip-changed critical'],
  ],
  [
    'public IP in state Failed',
    CLUSTER,
    ADDRESSES,
    (ips) => {
      child(address(ips), 'properties').provisioningState = 'Failed';
    },
    ['provisioning-failed high'],
  ],
  [
    'public IP of a dead Service',
    CLUSTER,
    ADDRESSES,
    (ips) => {
      const copy = structuredClone(address(ips));
      Object.assign(copy, { id: `${String(copy.id)}x`, name: `kubernetes-a${'0'.repeat(31)}` });
      copy.tags = { 'k8s-azure-service': 'lab/dead', 'k8s-azure-cluster-name': 'kubernetes' };
      child(copy, 'properties').ipAddress = '20.99.99.99';
      ips.push(copy);
    },
    ['orphan-public-ip low'],
  ],
];

const KUBERNETES: readonly Case[] = [
  ['internal', CLUSTER, SERVICES, annotate('azure-load-balancer-internal', 'true'), ['rule-drift medium']],
  ['idle timeout', CLUSTER, SERVICES, annotate('azure-load-balancer-tcp-idle-timeout', '10'), ['rule-drift medium']],
  ['DNS label', CLUSTER, SERVICES, annotate('azure-dns-label-name', 'shop'), ['rule-drift medium']],
  ['pinned address', CLUSTER, SERVICES, annotate('azure-load-balancer-ipv4', '20.1.1.1'), ['rule-drift medium']],
  [
    'probe interval',
    CLUSTER,
    SERVICES,
    annotate('azure-load-balancer-health-probe-interval', '10'),
    ['probe-drift medium'],
  ],
  [
    'invalid interval',
    CLUSTER,
    SERVICES,
    annotate('azure-load-balancer-health-probe-interval', '1'),
    ['reconcile-failing high'],
  ],
  [
    'session affinity',
    CLUSTER,
    SERVICES,
    (services) => {
      child(services[0], 'spec').sessionAffinity = 'ClientIP';
    },
    ['affinity-concentrates-traffic medium', 'rule-drift medium'],
  ],
  ['key without meaning', CLUSTER, SERVICES, annotate('azure-load-balancer-mode', 'auto'), ['annotation-ignored low']],
];

describe.each([
  ['Azure', AZURE],
  ['Kubernetes', KUBERNETES],
] as const)('one change in %s', (_side, cases) => {
  it.each(cases)('%s (%s)', async (_what, fixture, file, edit, expected) => {
    const recorded = await readFixture(fixture);
    expect(newFindings(recorded.snapshot, mutated(recorded, fixture, file, edit))).toEqual(expected);
  });
});
