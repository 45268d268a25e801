'use client';

import type { Variant } from './prepare-variants.ts';

interface VariantSelectProps {
  readonly variants: readonly Variant[];
  readonly chosen: Variant;
  readonly onChoose: (id: string) => void;
}

/** Which port and family the page looks at. With one there is nothing to choose. */
export function VariantSelect({ variants, chosen, onChoose }: VariantSelectProps) {
  if (variants.length === 1) return <span className="font-mono text-xs">{chosen.label}</span>;
  return (
    <label className="inline-flex items-center gap-2">
      <span className="text-soft">Port</span>
      <select
        value={chosen.id}
        onChange={(event) => onChoose(event.target.value)}
        className="h-7 rounded-md border border-line-strong bg-surface px-2 font-mono text-xs"
      >
        {variants.map((variant) => (
          <option key={variant.id} value={variant.id}>
            {variant.label}
          </option>
        ))}
      </select>
    </label>
  );
}
