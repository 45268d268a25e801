import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { SnapshotChange } from '../snapshot/snapshot-delta.ts';
import { analyze } from './analyze.ts';
import { reanalyze } from './reanalyze.ts';
import { reportCluster } from './report-cluster.ts';
import { webWorld } from './testing/web-world.ts';
import { fromBlock, testPolicy, withPolicies } from './testing/with-policies.ts';
import { securityRule, withSecurityRules } from './testing/with-security-rules.ts';

const start = withSecurityRules(withPolicies(webWorld({ externalTrafficPolicy: 'Local' }), []), [securityRule()]);

type Edit = (snapshot: Snapshot) => { readonly snapshot: Snapshot; readonly change: SnapshotChange };

const policyEdit = fc
  .record({
    name: fc.constantFrom('a', 'b'),
    namespace: fc.constantFrom('shop', 'else'),
    app: fc.constantFrom('web', 'api'),
    isolatesIngress: fc.boolean(),
    cidr: fc.constantFrom(null, '0.0.0.0/0', '10.0.0.0/8'),
    isGone: fc.boolean(),
  })
  .map(({ app, cidr, isGone, ...fields }): Edit => {
    const ingress = cidr === null ? [] : [{ from: [fromBlock(cidr)], ports: [] }];
    const policy = testPolicy(ingress, { podSelector: { app }, ...fields });
    return (snapshot) => {
      const others = (snapshot.kubernetes.networkPolicies ?? []).filter(
        ({ name, namespace }) => name !== policy.name || namespace !== policy.namespace,
      );
      const networkPolicies = isGone ? others : [...others, policy];
      return {
        snapshot: { ...snapshot, kubernetes: { ...snapshot.kubernetes, networkPolicies } },
        change: { kind: 'networkPolicies', key: `${policy.namespace}/${policy.name}` },
      };
    };
  });

const securityEdit = fc
  .array(
    fc.record({
      access: fc.constantFrom('Allow', 'Deny'),
      priority: fc.integer({ min: 100, max: 104 }),
      sources: fc.subarray(['*', 'Internet', 'AzureLoadBalancer', '203.0.113.0/24'], { minLength: 1 }),
      destinationPorts: fc.subarray(['*', '80', '32000'], { minLength: 1 }),
    }),
    { maxLength: 3 },
  )
  .map((rules): Edit => {
    const written = rules.map((rule, index) => securityRule({ name: `rule-${index}`, ...rule }));
    return (snapshot) => ({
      snapshot: withSecurityRules(snapshot, written),
      change: { kind: 'networkSecurityGroups', key: 'aks-agentpool-12345678-nsg' },
    });
  });

const labelEdit = fc.record({ pod: fc.nat(2), app: fc.constantFrom('web', 'api') }).map(
  ({ pod, app }): Edit =>
    (snapshot) => {
      const pods = (snapshot.kubernetes.pods ?? []).map((each) =>
        each.name === `web-${pod}` ? { ...each, labels: { app } } : each,
      );
      return {
        snapshot: { ...snapshot, kubernetes: { ...snapshot.kubernetes, pods } },
        change: { kind: 'pods', key: `shop/web-${pod}` },
      };
    },
);

const batch = fc.array(fc.oneof(policyEdit, securityEdit, labelEdit), { minLength: 1, maxLength: 4 });

it('concludes after changes of policies, security rules and labels what a cold analysis concludes', () => {
  const told = new Set<string>();
  fc.assert(
    fc.property(fc.array(batch, { minLength: 1, maxLength: 5 }), (batches) => {
      let analysis = analyze(start);
      for (const edits of batches) {
        let { snapshot } = analysis;
        const changes = edits.map((edit) => {
          const done = edit(snapshot);
          ({ snapshot } = done);
          return done.change;
        });
        analysis = reanalyze(analysis, snapshot, { changes });
        for (const { code } of analysis.findings) told.add(code);
      }
      expect(reportCluster(analysis)).toEqual(reportCluster(analyze(analysis.snapshot)));
    }),
    { numRuns: Number(process.env.NETWORK_RUNS ?? 200) },
  );
  expect([...told]).toEqual(
    expect.arrayContaining(['nsg-blocks-probe', 'nsg-blocks-clients', 'network-policy-blocks-ingress']),
  );
});
