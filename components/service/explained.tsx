import type { Explanation } from '../explain/explanation.ts';
import { Figure } from '../explain/figure.tsx';

interface ExplainedProps {
  /** What the number is, for those who cannot see where it stands. */
  readonly what: string;
  readonly value: string;
  readonly explanation: Explanation;
}

/** A number with its explanation at hand. */
export function Explained({ what, value, explanation }: ExplainedProps) {
  return (
    <Figure what={what} explain={() => explanation}>
      {value}
    </Figure>
  );
}
