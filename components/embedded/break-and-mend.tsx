'use client';

import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import type { Breakage } from './breakages.ts';
import { Choice, chosenOf } from './choice.tsx';
import { type ControlsProps, Line } from './controls.tsx';

interface BreakAndMendProps extends Pick<ControlsProps, 'busy' | 'send'> {
  readonly label: string;
  readonly breakages: readonly Breakage[];
}

/** Breaks one of several things, and mends it. */
export function BreakAndMend({ label, breakages, busy, send }: BreakAndMendProps) {
  const [wanted, setWanted] = useState<string | null>(null);
  const chosen = chosenOf(breakages, ({ name }) => name, wanted);
  if (chosen === null) return null;
  const options = breakages.map((each) => ({ value: each.name, label: each.label }));
  return (
    <Line>
      <Choice label={label} value={chosen.name} options={options} onChoose={setWanted} />
      <Button disabled={busy} onClick={() => send({ action: chosen.break })}>
        Break
      </Button>
      <Button disabled={busy} onClick={() => send({ action: chosen.mend })}>
        Mend
      </Button>
    </Line>
  );
}
