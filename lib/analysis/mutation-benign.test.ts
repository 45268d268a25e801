import { describe, expect, it } from 'vitest';
import { listFixtures, readFixture } from '../../fixtures/read-fixture.ts';
import { flattenArm } from '../snapshot/wire/arm-object.ts';
import { child, children, type Edit, type Json, mutated, newFindings } from './testing/mutate-fixture.ts';

const BALANCERS = 'azure/loadbalancers.json';
const ADDRESSES = 'azure/publicipaddresses.json';
const LISTS = [
  'frontendIPConfigurations',
  'backendAddressPools',
  'loadBalancingRules',
  'probes',
  'outboundRules',
] as const;

/** Calls `change` with every object of every load balancer. */
function forEach(lbs: Json[], change: (object: Json) => void): void {
  for (const lb of lbs) for (const list of LISTS) for (const object of listOf(lb, list)) change(object);
}

function listOf(lb: Json, list: (typeof LISTS)[number]): Json[] {
  const properties = child(lb, 'properties');
  return list in properties ? children(properties, list) : [];
}

/** Ids in another letter case, wherever they stand. */
function upperIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(upperIds);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === 'id' && typeof inner === 'string' ? inner.toUpperCase() : upperIds(inner),
    ]),
  );
}

function replaceEach(objects: Json[], change: (object: Json) => unknown): void {
  for (const [index, object] of objects.entries()) objects[index] = Object.assign({}, change(object));
}

function inReverse(objects: Json[]): void {
  objects.splice(0, objects.length, ...objects.toReversed());
}

const OUTBOUND = 'aksOutboundExtra';

const BENIGN: readonly (readonly [what: string, file: string, edit: Edit])[] = [
  ['ids in upper case', BALANCERS, (lbs) => replaceEach(lbs, upperIds)],
  ['public IP ids in upper case', ADDRESSES, (ips) => replaceEach(ips, upperIds)],
  [
    'words in other letter case',
    BALANCERS,
    (lbs) =>
      forEach(lbs, (object) => {
        const properties = child(object, 'properties');
        for (const key of ['protocol', 'loadDistribution'])
          if (typeof properties[key] === 'string') properties[key] = properties[key].toUpperCase();
      }),
  ],
  [
    'lists in other order',
    BALANCERS,
    (lbs) => {
      for (const lb of lbs) for (const list of LISTS) inReverse(listOf(lb, list));
      inReverse(lbs);
    },
  ],
  ['public IPs in other order', ADDRESSES, inReverse],
  [
    'unknown fields',
    BALANCERS,
    (lbs) => {
      for (const lb of lbs) child(lb, 'properties').quiteNew = { a: [1] };
      forEach(lbs, (object) => {
        object.quiteNew = true;
        child(object, 'properties').quiteNew = [{ b: null }];
      });
    },
  ],
  ['the shape that az prints', BALANCERS, (lbs) => replaceEach(lbs, (lb) => flattenArm(lb))],
  ['public IPs in the shape that az prints', ADDRESSES, (ips) => replaceEach(ips, (ip) => flattenArm(ip))],
  [
    'provisioning Updating',
    BALANCERS,
    (lbs) => {
      for (const lb of lbs) child(lb, 'properties').provisioningState = 'Updating';
      forEach(lbs, (object) => {
        child(object, 'properties').provisioningState = 'Updating';
      });
    },
  ],
  [
    'fields that the controller never compares',
    BALANCERS,
    (lbs) => {
      for (const lb of lbs)
        for (const probe of listOf(lb, 'probes'))
          Object.assign(child(probe, 'properties'), { numberOfProbes: 7, noHealthyBackendsBehavior: 'AllProbedDown' });
      forEach(lbs, (object) => {
        object.etag = 'W/"other"';
      });
      for (const lb of lbs) for (const frontend of listOf(lb, 'frontendIPConfigurations')) frontend.zones = ['2'];
    },
  ],
  [
    'more outbound objects of AKS',
    BALANCERS,
    (lbs) => {
      for (const lb of lbs.slice(0, 1)) {
        const id = String(lb.id);
        const frontend = { id: `${id}/frontendIPConfigurations/${OUTBOUND}`, name: OUTBOUND, properties: {} };
        listOf(lb, 'frontendIPConfigurations').push(frontend);
        listOf(lb, 'backendAddressPools').push({
          id: `${id}/backendAddressPools/${OUTBOUND}Pool`,
          name: `${OUTBOUND}Pool`,
          properties: { backendIPConfigurations: [] },
        });
      }
    },
  ],
  [
    'a rule, probe and frontend that a user made',
    BALANCERS,
    (lbs) => {
      for (const lb of lbs.slice(0, 1)) {
        const id = String(lb.id);
        listOf(lb, 'frontendIPConfigurations').push({
          id: `${id}/frontendIPConfigurations/mine`,
          name: 'mine',
          properties: { privateIPAddress: '10.1.1.1' },
        });
        listOf(lb, 'probes').push({
          id: `${id}/probes/mine`,
          name: 'mine',
          properties: { protocol: 'Tcp', port: 22, intervalInSeconds: 5, numberOfProbes: 2 },
        });
      }
    },
  ],
  [
    'a public IP that a user made',
    ADDRESSES,
    (ips) => {
      ips.push({
        id: '/subscriptions/x/resourceGroups/x/providers/Microsoft.Network/publicIPAddresses/mine',
        name: 'mine',
        sku: { name: 'Basic' },
        properties: { ipAddress: '20.1.2.3', publicIPAddressVersion: 'IPv4', dnsSettings: { domainNameLabel: 'mine' } },
      });
    },
  ],
  [
    'DNS label of a Service whose annotation was taken off: the controller leaves it',
    ADDRESSES,
    (ips) => {
      for (const ip of ips) {
        const tags = child({ tags: {}, ...ip }, 'tags');
        const service = tags['k8s-azure-service'];
        if (typeof service !== 'string') continue;
        ip.tags = { ...tags, 'k8s-azure-dns-label-service': service };
        child(ip, 'properties').dnsSettings = { domainNameLabel: 'old' };
      }
    },
  ],
  [
    'zones and idle timeout of public IPs',
    ADDRESSES,
    (ips) => {
      for (const ip of ips) {
        ip.zones = ['1'];
        child(ip, 'properties').idleTimeoutInMinutes = 30;
      }
    },
  ],
];

const recordings = await Promise.all(
  listFixtures('controller').map(async (name) => ({ name, recorded: await readFixture(name) })),
);

describe('changes that mean nothing', () => {
  it.each(BENIGN)('%s: no finding more on any recording of the controller', (_what, file, edit) => {
    for (const { name: fixture, recorded } of recordings) {
      const changed = mutated(recorded, fixture, file, edit);
      expect({ fixture, findings: newFindings(recorded.snapshot, changed) }).toEqual({ fixture, findings: [] });
    }
  });
});
