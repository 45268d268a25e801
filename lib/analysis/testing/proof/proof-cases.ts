import { azureCases } from './azure-cases.ts';
import { networkCases } from './network-cases.ts';
import { observedCases } from './observed-cases.ts';
import type { ProofCase } from './proof-case.ts';
import { settingsCases } from './settings-cases.ts';
import { trafficCases } from './traffic-cases.ts';
import { workloadCases } from './workload-cases.ts';

export const proofCases: readonly ProofCase[] = [
  ...azureCases,
  ...trafficCases,
  ...networkCases,
  ...settingsCases,
  ...workloadCases,
  ...observedCases,
];
