import { expect, test } from 'vitest';
import { listFixtures, readFixture } from '../../fixtures/read-fixture.ts';
import { analyze } from '../../lib/analysis/analyze.ts';
import { clusterFindingRules, serviceFindingRules } from '../../lib/analysis/findings/all-rules.ts';
import { loadScenario, scenarioNames } from '../../simulator/scenario.ts';

const DRIFT = 'shown by the drift scenario for other fields; its mutations are those of recordings';
const CONTROLLER = 'the controller of the simulator does what it is asked, and in time';
const AZURE_FAULT = 'ARM of the simulator does not fail, nor is it full';
const SETTING = 'a setting of one field; its mutation is the whole story';

/** Codes that neither a scenario nor a recording shows, and why. All of them have their mutation and their way back. */
const SHOWN_BY_MUTATION_ONLY: Readonly<Record<string, string>> = {
  'acknowledgement-unusable': SETTING,
  'backend-pool-empty': DRIFT,
  'deny-all-rule-missing': DRIFT,
  'exclude-label-not-honoured': CONTROLLER,
  'frontend-ip-changed': DRIFT,
  'frontend-missing': DRIFT,
  'hairpin-unsupported': SETTING,
  'health-check-always-green': 'nothing but kube-proxy listens on ports of simulated nodes',
  'health-check-port-conflict': 'nothing but kube-proxy listens on ports of simulated nodes',
  'hpa-floor-too-low': SETTING,
  'multi-slb-pool-lag': CONTROLLER,
  'nsg-blocks-clients': 'played by the operations that fail, of e2e/conformance',
  'orphan-frontend': DRIFT,
  'orphan-probe': DRIFT,
  'orphan-public-ip': DRIFT,
  'orphan-rule': DRIFT,
  'orphan-security-rule': DRIFT,
  'pdb-blocks-drain': SETTING,
  'probe-override-defeats-drain': SETTING,
  'probe-sources-disagree': 'prober and kube-proxy of the simulator see the same nodes',
  'provisioning-failed': AZURE_FAULT,
  'reconcile-stalled': CONTROLLER,
  'rollout-deadlock': SETTING,
  'rollout-loses-capacity': SETTING,
  'rule-limit-near': AZURE_FAULT,
  'rule-missing': DRIFT,
  'security-rule-drift': DRIFT,
  'service-deletion-stuck': CONTROLLER,
  'sku-mismatch': AZURE_FAULT,
  'snat-ports-near-exhaustion': AZURE_FAULT,
  'spread-counts-tainted-nodes': SETTING,
  'windows-local-policy': 'neither the simulator nor the recordings have Windows nodes',
};

test('every code is shown by a scenario or a recording, or it is said why not', { timeout: 60_000 }, async () => {
  const shown = new Set(
    scenarioNames().flatMap((name) => {
      const { faults, risks } = loadScenario(name).expect;
      return [...faults, ...risks];
    }),
  );
  for (const kind of ['controller', 'dataplane', 'timelines'] as const)
    for (const name of listFixtures(kind))
      for (const { code } of analyze((await readFixture(name)).snapshot).findings) shown.add(code);
  const codes = [...new Set([...serviceFindingRules, ...clusterFindingRules].map(({ code }) => code))];
  const unshown = codes.filter((code) => !shown.has(code));
  expect(unshown.toSorted()).toEqual(Object.keys(SHOWN_BY_MUTATION_ONLY).toSorted());
});
