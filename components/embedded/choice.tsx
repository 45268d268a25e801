interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChoose: (value: string) => void;
}

/** A select with its label. */
export function Choice({ label, value, options, onChoose }: ChoiceProps) {
  return (
    <label className="inline-flex max-w-full min-w-0 items-center gap-2">
      <span className="w-20 shrink-0 text-soft">{label}</span>
      <select
        value={value}
        onChange={(event) => onChoose(event.target.value)}
        className="h-7 w-80 max-w-full min-w-0 rounded-md border border-line-strong bg-surface px-2 font-mono text-xs"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What is chosen, or the first where that is not there any more. */
export function chosenOf<T>(items: readonly T[], nameOf: (item: T) => string, wanted: string | null): T | null {
  return items.find((item) => nameOf(item) === wanted) ?? items[0] ?? null;
}
