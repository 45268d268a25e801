import fc from 'fast-check';
import type { EndpointSpec, NodeSpec, WorldSpec, Zone } from './world-spec.ts';

/** Mostly plain nodes, so that a world usually still carries traffic. */
const nodeSpec: fc.Arbitrary<NodeSpec> = fc.record({
  zone: fc.constantFrom<Zone>('westeurope-1', 'westeurope-2', 'westeurope-3', '0', null),
  spot: fc.boolean(),
  ready: fc.oneof({ weight: 6, arbitrary: fc.constant('True' as const) }, fc.constantFrom('False', 'Unknown')),
  cordoned: rarely(),
  excluded: rarely(),
  beingRemoved: rarely(),
  deleting: rarely(),
  member: rarely().map((out) => !out),
});

function rarely(): fc.Arbitrary<boolean> {
  return fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });
}

const READY = { ready: true, serving: true, terminating: false };

/** The usual states, `publishNotReadyAddresses`, unset conditions, and whatever else the API allows. */
const conditions: fc.Arbitrary<EndpointSpec['conditions']> = fc.oneof(
  { weight: 5, arbitrary: fc.constant(READY) },
  fc.constant({ ready: false, serving: true, terminating: true }),
  fc.constant({ ready: false, serving: false, terminating: true }),
  fc.constant({ ready: false, serving: false, terminating: false }),
  fc.constant({ ready: true, serving: false, terminating: true }),
  fc.constant({}),
  fc.record({ ready: fc.boolean(), serving: fc.boolean(), terminating: fc.boolean() }, { requiredKeys: [] }),
);

type HintMode = 'none' | 'zones' | 'nodes' | 'some';

function endpointSpec(nodes: number, hints: HintMode): fc.Arbitrary<EndpointSpec> {
  const zones = fc.uniqueArray(fc.constantFrom('westeurope-1', 'westeurope-2', 'westeurope-3', '0'), {
    minLength: hints === 'some' ? 0 : 1,
    maxLength: 2,
  });
  const hintedNodes = fc.uniqueArray(fc.nat({ max: nodes - 1 }), {
    minLength: hints === 'some' ? 0 : 1,
    maxLength: 2,
  });
  return fc.record({
    node: fc.oneof({ weight: 8, arbitrary: fc.nat({ max: nodes - 1 }) }, fc.constantFrom(-1, -2)),
    conditions,
    hintZones: hints === 'none' ? fc.constant([]) : zones,
    hintNodes: hints === 'nodes' || hints === 'some' ? hintedNodes : fc.constant([]),
    firstPortOnly: rarely(),
  });
}

const HTTP = { name: 'http', protocol: 'TCP', port: 80 } as const;
const HTTPS = { name: 'https', protocol: 'TCP', port: 443 } as const;
const DNS = { name: 'dns', protocol: 'UDP', port: 53 } as const;

/** Random small clusters with one Service: every state of nodes, endpoints, hints, probes and pool members. */
export const arbitraryWorld: fc.Arbitrary<WorldSpec> = fc
  .record({
    nodeCount: fc.integer({ min: 1, max: 7 }),
    hints: fc.constantFrom<HintMode>('none', 'none', 'zones', 'nodes', 'some'),
  })
  .chain(({ nodeCount, hints }) =>
    fc.record({
      nodes: fc.array(nodeSpec, { minLength: nodeCount, maxLength: nodeCount }),
      endpoints: fc.array(endpointSpec(nodeCount, hints), { maxLength: 9 }),
      policy: fc.constantFrom('Cluster', 'Local'),
      ports: fc.constantFrom([HTTP], [HTTP], [HTTP, HTTPS], [DNS], [HTTP, DNS]),
      probeMode: fc.constantFrom('servicenodeport', 'servicenodeport', 'shared'),
      withoutProbe: rarely(),
      internal: fc.boolean(),
      affinity: rarely(),
      strangers: fc.constantFrom(0, 0, 0, 1, 2),
      repeated: rarely(),
    }),
  );
