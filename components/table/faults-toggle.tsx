'use client';

import { Button } from '../ui/button.tsx';

interface FaultsToggleProps {
  readonly on: boolean;
  readonly onToggle: () => void;
}

export function FaultsToggle({ on, onToggle }: FaultsToggleProps) {
  return (
    <Button
      onClick={onToggle}
      aria-pressed={on}
      title="Show only what is wrong or unknown (z)"
      data-print="hide"
      className="aria-pressed:border-line-strong aria-pressed:bg-selected"
    >
      Only faults
    </Button>
  );
}
