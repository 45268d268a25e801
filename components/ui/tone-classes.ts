import type { Tone } from '../status-vocabulary.ts';

export interface ToneClasses {
  /** Colour of an icon or a stroke. */
  readonly graphic: string;
  /** Colour of words. */
  readonly ink: string;
  /** Background behind words. */
  readonly wash: string;
  readonly border: string;
  /** Solid fill of a bar. */
  readonly fill: string;
}

export const toneClasses: Readonly<Record<Tone, ToneClasses>> = {
  healthy: tone('text-healthy', 'text-healthy-ink', 'bg-healthy-wash', 'border-healthy', 'bg-healthy'),
  degraded: tone('text-degraded', 'text-degraded-ink', 'bg-degraded-wash', 'border-degraded', 'bg-degraded'),
  failing: tone('text-failing', 'text-failing-ink', 'bg-failing-wash', 'border-failing', 'bg-failing'),
  draining: tone('text-draining', 'text-draining-ink', 'bg-draining-wash', 'border-draining', 'bg-draining'),
  unknown: tone('text-unknown', 'text-unknown-ink', 'bg-unknown-wash', 'border-unknown', 'bg-unknown'),
  idle: tone('text-idle', 'text-idle-ink', 'bg-idle-wash', 'border-idle', 'bg-idle'),
};

function tone(graphic: string, ink: string, wash: string, border: string, fill: string): ToneClasses {
  return { graphic, ink, wash, border, fill };
}
