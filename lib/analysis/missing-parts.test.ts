import { describe, expect, it } from 'vitest';
import { listFixtures, readFixture } from '../../fixtures/read-fixture.ts';
import type { Report } from '../report/report.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { analyze } from './analyze.ts';
import { reportCluster } from './report-cluster.ts';

const KUBERNETES = [
  'services',
  'endpointSlices',
  'nodes',
  'pods',
  'workloads',
  'disruptionBudgets',
  'autoscalers',
  'networkPolicies',
  'events',
  'leases',
] as const;
const AZURE = [
  'loadBalancers',
  'publicIPAddresses',
  'networkSecurityGroups',
  'scaleSets',
  'scaleSetVms',
  'networkInterfaces',
  'managedCluster',
] as const;

type Cut = (snapshot: Snapshot) => Snapshot;

const kubernetesCuts = KUBERNETES.map((part): readonly [string, Cut] => [
  part,
  (snapshot) => ({ ...snapshot, kubernetes: { ...snapshot.kubernetes, [part]: null } }),
]);
const azureCuts = AZURE.map((part): readonly [string, Cut] => [
  part,
  (snapshot) => ({ ...snapshot, azure: { ...snapshot.azure, [part]: null } }),
]);
const cuts = new Map<string, Cut>([
  ...kubernetesCuts,
  ...azureCuts,
  ['all of Azure', (snapshot) => azureCuts.reduce((cut, [, without]) => without(cut), snapshot)],
  ['all of Kubernetes', (snapshot) => kubernetesCuts.reduce((cut, [, without]) => without(cut), snapshot)],
  ['answers of Azure', (snapshot) => ({ ...snapshot, probes: { ...snapshot.probes, ruleHealth: [] } })],
  ['answers of nodes', (snapshot) => ({ ...snapshot, probes: { ...snapshot.probes, observed: [] } })],
]);

/**
 * What objects of Kubernetes alone foretell, and only Azure knows better: a rule that was refused, a removal that went
 * ahead, pools on several load balancers.
 */
const FORETOLD = new Set([
  'controller/base/shared-ip-port-conflict: spot-nodes-in-path lab/shared-ip-port-conflict-b',
  'controller/base/shared-ip-port-conflict: unrelated-nodes-in-path lab/shared-ip-port-conflict-b',
  'controller/multislb/labelled-lb1: spot-nodes-in-path lab/labelled-lb1',
  'controller/multislb/labelled-lb1: unrelated-nodes-in-path lab/labelled-lb1',
  'controller/multislb/mixed: spot-nodes-in-path lab/mixed-b',
  'controller/multislb/mixed: unrelated-nodes-in-path lab/mixed-b',
  'controller/nodes-nodeip/tobedeleted-after-then-other-change: departing-node-in-rotation lab/tobedeleted-after-then-other-change-c',
]);

/** Codes and Services, without findings that say themselves that they rest on an assumption. */
function codesOf({ findings }: Report): ReadonlySet<string> {
  const claimed = findings.filter(({ evidence }) => !evidence.some(({ known }) => known === 'assumed'));
  return new Set(claimed.map(({ code, service }) => `${code} ${service?.namespace}/${service?.name}`));
}

/** Findings that only the lack of something made up, and verdicts that were measured by nobody. */
function inventions(whole: Report, partial: Report): readonly string[] {
  const known = codesOf(whole);
  const found = [...codesOf(partial)].filter((code) => !known.has(code));
  const verdicts = partial.services.flatMap((service) => {
    const before = whole.services.find((one) => one.namespace === service.namespace && one.name === service.name);
    const seen = new Map(before?.verdicts.map((one) => [`${one.rule} ${one.node}`, one]));
    return service.verdicts
      .filter(({ known: how }) => how === 'measured')
      .filter((one) => {
        const full = seen.get(`${one.rule} ${one.node}`);
        return full?.known !== 'measured' || full.verdict !== one.verdict;
      })
      .map(({ rule, node, verdict }) => `${service.name}: ${rule} on ${node} is ${verdict}, measured`);
  });
  return [...found, ...verdicts];
}

/** Without these nobody can tell where a connection goes. */
const ROUTES = ['endpointSlices', 'nodes', 'all of Kubernetes'];
const names = [...listFixtures('controller'), ...listFixtures('dataplane')];

describe.each([...cuts])('a recording without %s', (part, cut) => {
  it('shows no fault that is not there, and nothing as seen that was not', async () => {
    const invented: string[] = [];
    for (const name of names) {
      const { snapshot } = await readFixture(name);
      const whole = reportCluster(analyze(snapshot));
      const partial = reportCluster(analyze(cut(snapshot)));
      invented.push(...inventions(whole, partial).map((one) => `${name}: ${one}`));
    }
    const isAzureRead = part !== 'loadBalancers' && part !== 'all of Azure';
    expect(invented.filter((one) => isAzureRead || !FORETOLD.has(one))).toEqual([]);
  });
});

describe.each(ROUTES)('a recording without %s', (part) => {
  it('calls no Service healthy', async () => {
    for (const name of names) {
      const { snapshot } = await readFixture(name);
      const { services } = reportCluster(analyze(cuts.get(part)?.(snapshot) ?? snapshot));
      const healthy = services.filter(({ status }) => status === 'healthy').map((service) => service.sentence);
      expect(healthy, name).toEqual([]);
    }
  });
});
