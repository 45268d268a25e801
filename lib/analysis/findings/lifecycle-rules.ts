import type { ServiceFindingRule } from './finding-rule.ts';
import { graceTooShort } from './grace-too-short.ts';
import { hpaFloorTooLow } from './hpa-floor-too-low.ts';
import { minReadySecondsTooShort } from './min-ready-seconds-too-short.ts';
import { notReadyAddressesPublished } from './not-ready-addresses-published.ts';
import { pdbBlocksDrain } from './pdb-blocks-drain.ts';
import { pdbMissing } from './pdb-missing.ts';
import { prestopTooShort } from './prestop-too-short.ts';
import { probeOverrideDefeatsDrain } from './probe-override-defeats-drain.ts';
import { readinessDropsEarly } from './readiness-drops-early.ts';
import { rolloutDeadlock } from './rollout-deadlock.ts';
import { rolloutLosesCapacity } from './rollout-loses-capacity.ts';
import { spreadCountsTaintedNodes } from './spread-counts-tainted-nodes.ts';
import { spreadMissing } from './spread-missing.ts';
import { spreadMixesRevisions } from './spread-mixes-revisions.ts';

/** What rollouts, drains and evictions will cost, or cost now; in the order in which findings are listed. */
export const lifecycleServiceRules: readonly ServiceFindingRule[] = [
  readinessDropsEarly,
  prestopTooShort,
  probeOverrideDefeatsDrain,
  graceTooShort,
  notReadyAddressesPublished,
  rolloutDeadlock,
  rolloutLosesCapacity,
  minReadySecondsTooShort,
  pdbBlocksDrain,
  pdbMissing,
  spreadMissing,
  spreadCountsTaintedNodes,
  spreadMixesRevisions,
  hpaFloorTooLow,
];
