import {
  CircleArrowOutUpRight,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleMinus,
  CircleQuestionMark,
  CircleX,
  Clock,
  Lock,
  type LucideIcon,
  OctagonX,
  TriangleAlert,
} from 'lucide-react';
import type { Shape, StateWords } from '../status-vocabulary.ts';
import { toneClasses } from './tone-classes.ts';

const icons: Readonly<Record<Shape, LucideIcon>> = {
  'circle-check': CircleCheck,
  'circle-minus': CircleMinus,
  'arrow-out': CircleArrowOutUpRight,
  'circle-cross': CircleX,
  'octagon-cross': OctagonX,
  triangle: TriangleAlert,
  question: CircleQuestionMark,
  clock: Clock,
  lock: Lock,
  'circle-dashed': CircleDashed,
  'circle-dot': CircleDot,
};

interface StateIconProps {
  readonly state: StateWords;
  readonly size?: 14 | 16 | 20 | 28;
}

/** The shape of a state. The word always stands beside it, so it is hidden from screen readers. */
export function StateIcon({ state, size = 14 }: StateIconProps) {
  const Icon = icons[state.shape];
  return (
    <Icon
      aria-hidden="true"
      data-state-shape={state.shape}
      size={size}
      strokeWidth={size > 16 ? 1.75 : 2.25}
      className={`shrink-0 ${toneClasses[state.tone].graphic}`}
    />
  );
}
