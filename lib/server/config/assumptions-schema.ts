import { z } from 'zod';
import { type AnalysisSettings, defaultSettings } from '../../analysis/settings.ts';

type AssumptionName = Exclude<keyof AnalysisSettings, 'acknowledgements'>;
export type Assumptions = Readonly<Partial<Record<AssumptionName, number>>>;

const { acknowledgements: _notAssumed, ...assumed } = defaultSettings;
const names = Object.keys(assumed);

const seconds = z
  .number('expected a number of seconds')
  .min(0, 'expected 0 s or more')
  .max(86_400, 'expected at most a day');

/** Constants that neither Azure nor Kubernetes tells, in seconds. docs/model.md "Settings that are assumed". */
export const assumptionsSchema = z
  .record(z.string(), seconds)
  .refine((given) => Object.keys(given).every((name) => names.includes(name)), `known are ${names.join(', ')}`)
  .transform((given): Assumptions => given);
