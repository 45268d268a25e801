import type { ParseProblem } from '../../../snapshot/wire/parsed.ts';
import type { ReflectorState } from '../reflect/reflector-state.ts';

/** One collection that a resource is read from, as far as its trustworthiness goes. A reflector is one. */
export interface ResourcePart {
  state(): ReflectorState;
  problems(): readonly ParseProblem[];
  /** Milliseconds since the epoch; null: never. */
  observedAtMs(): number | null;
}
