import { describe, expect, it } from 'vitest';
import { type Fixture, readFixture } from '../../fixtures/read-fixture.ts';
import { analyze } from './analyze.ts';
import { child, children, type Edit, type Json, mutated, newFindings } from './testing/mutate-fixture.ts';

const SERVICES = 'kubernetes/services.json';
const NODES = 'kubernetes/nodes.json';
const EVENTS = 'kubernetes/events.json';
const GROUPS = 'azure/networksecuritygroups.json';
const LOCAL = 'controller/base/local';
const LATE = 'dataplane/r11-random';

const PREFIX = 'service.beta.kubernetes.io/';

function annotate(key: string, value: string): Edit {
  return (services) => {
    const metadata = child(services[0], 'metadata');
    metadata.annotations = { ...child({ annotations: {}, ...metadata }, 'annotations'), [PREFIX + key]: value };
  };
}

/** Calls `change` with the node that hosts the first ready endpoint. */
function onHost({ snapshot }: Fixture, change: (node: Json) => void): Edit {
  const slices = snapshot.kubernetes.endpointSlices ?? [];
  const host = slices.flatMap(({ endpoints }) => endpoints).find(({ ready }) => ready)?.nodeName;
  return (nodes) => {
    const found = nodes.find((node) => child(node, 'metadata').name === host);
    if (found === undefined) throw new Error(`the recording has no node ${host}`);
    change(found);
  };
}

describe('one change', () => {
  it('pods of a Local Service on a Windows node', async () => {
    const recorded = await readFixture(LOCAL);
    const edit = onHost(recorded, (node) => {
      child(child(node, 'metadata'), 'labels')['kubernetes.io/os'] = 'windows';
    });
    expect(newFindings(recorded.snapshot, mutated(recorded, LOCAL, NODES, edit))).toEqual([
      'windows-local-policy medium',
    ]);
  });

  it('an event of kube-proxy about the health-check port', async () => {
    const recorded = await readFixture(LOCAL);
    const [service] = recorded.snapshot.kubernetes.services ?? [];
    const [node] = recorded.snapshot.kubernetes.nodes ?? [];
    const edit: Edit = (events) => {
      events.push({
        metadata: { namespace: service?.namespace, name: 'conflict' },
        involvedObject: { kind: 'Service', namespace: service?.namespace, name: service?.name },
        reason: 'FailedToStartServiceHealthcheck',
        message: `node ${node?.name} failed to start healthcheck "${service?.namespace}/${service?.name}" on port ${service?.healthCheckNodePort}: bind: address already in use`,
        type: 'Warning',
        lastTimestamp: recorded.snapshot.takenAt,
      });
    };
    expect(newFindings(recorded.snapshot, mutated(recorded, LOCAL, EVENTS, edit))).toEqual([
      'health-check-port-conflict medium',
    ]);
  });

  it('PROXY protocol in front of a Local Service', async () => {
    const name = 'controller/base/pls-proxy-protocol-local';
    const recorded = await readFixture(name);
    const without = mutated(recorded, name, SERVICES, annotate('azure-pls-proxy-protocol', 'false'));
    expect(newFindings(without, recorded.snapshot)).toEqual(['proxy-protocol-defeats-local-probe high']);
  });

  it('the label that keeps a node out of load balancers', async () => {
    const recorded = await readFixture(LATE);
    // Nodes of most recordings are so young that a pool may still have to follow.
    const edit: Edit = (nodes) => {
      child(child(nodes[0], 'metadata'), 'labels')['node.kubernetes.io/exclude-from-external-load-balancers'] = 'true';
    };
    expect(newFindings(recorded.snapshot, mutated(recorded, LATE, NODES, edit))).toEqual([
      'exclude-label-not-honoured medium',
    ]);
  });

  it('source ranges that no longer hold the pods', async () => {
    const name = 'dataplane/19-source-ranges';
    const recorded = await readFixture(name);
    const withPods = mutated(recorded, name, SERVICES, (services) => {
      for (const service of services) child(service, 'spec').loadBalancerSourceRanges = ['10.244.0.0/16'];
    });
    expect(newFindings(withPods, recorded.snapshot)).toEqual(['source-ranges-exclude-callers medium']);
  });

  it('an answer of Azure: a node without a pod is up', async () => {
    const { snapshot } = await readFixture(LATE);
    const local = [...analyze(snapshot).services.values()].find(
      ({ model }) => model.service.externalTrafficPolicy === 'Local' && (model.readyNodes?.size ?? 0) > 0,
    );
    const [port] = local?.model.ports ?? [];
    const empty = snapshot.kubernetes.nodes?.find(({ name }) => !local?.model.hostNames.has(name));
    const health = {
      loadBalancer: 'kubernetes',
      rule: port?.ruleName ?? '',
      observedAt: new Date(Date.parse(snapshot.takenAt) + 60_000).toISOString(),
      backends: [
        {
          ipAddress: empty?.internalIPs[0] ?? null,
          networkInterfaceIPConfigurationId: null,
          since: null,
          state: 'Up',
          reason: 'Up_Probe_Success',
        },
      ],
    };
    const later = { ...snapshot, takenAt: health.observedAt };
    expect(newFindings(later, { ...later, probes: { ...later.probes, ruleHealth: [health] } })).toEqual([
      'health-check-always-green high',
    ]);
  });
});

const PLAIN = 'controller/base/cluster-default';
const RANGES = 'controller/base/allowed-ip-ranges';

/** Properties of the only rule of the group. */
const rule = (groups: Json[]): Json =>
  child(children(child(groups[0], 'properties'), 'securityRules')[0], 'properties');

type Case = readonly [what: string, fixture: string, file: string, edit: Edit, expected: readonly string[]];

const SECURITY: readonly Case[] = [
  [
    'source',
    RANGES,
    GROUPS,
    (groups) => Object.assign(rule(groups), { sourceAddressPrefix: '192.0.2.0/24' }),
    ['security-rule-drift critical', 'security-rule-drift high'],
  ],
  [
    'source, wider',
    RANGES,
    GROUPS,
    (groups) => Object.assign(rule(groups), { sourceAddressPrefix: 'Internet' }),
    ['security-rule-drift high'],
  ],
  [
    'source, wider than asked for by nobody',
    PLAIN,
    GROUPS,
    (groups) => Object.assign(rule(groups), { sourceAddressPrefix: '*' }),
    [],
  ],
  [
    'port',
    RANGES,
    GROUPS,
    (groups) => Object.assign(rule(groups), { destinationPortRanges: ['81'] }),
    ['security-rule-drift critical', 'security-rule-drift low'],
  ],
  [
    'protocol',
    RANGES,
    GROUPS,
    (groups) => Object.assign(rule(groups), { protocol: 'Udp' }),
    ['security-rule-drift critical', 'security-rule-drift low'],
  ],
  [
    'destination that belongs to nobody',
    PLAIN,
    GROUPS,
    (groups) => {
      const properties = rule(groups);
      Object.assign(properties, {
        destinationAddressPrefixes: [properties.destinationAddressPrefix, '20.200.0.1'],
        destinationAddressPrefix: null,
      });
    },
    ['orphan-security-rule low'],
  ],
  [
    'deny-all asked for',
    RANGES,
    SERVICES,
    annotate('azure-deny-all-except-load-balancer-source-ranges', 'true'),
    ['deny-all-rule-missing high'],
  ],
  [
    'another list asked for',
    RANGES,
    SERVICES,
    annotate('azure-allowed-ip-ranges', '203.0.113.0/25'),
    ['security-rule-drift high'],
  ],
  ['rules written no more', RANGES, SERVICES, annotate('azure-disable-load-balancer-nsg-rule', 'true'), []],
];

describe('one change of a security rule, or of what is asked of it', () => {
  it.each(SECURITY)('%s (%s)', async (_what, fixture, file, edit, expected) => {
    const recorded = await readFixture(fixture);
    expect(newFindings(recorded.snapshot, mutated(recorded, fixture, file, edit))).toEqual(expected);
  });
});
