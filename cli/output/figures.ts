/** Share as a percentage: `33.3 %`, `0 %`, `< 0.1 %`. */
export function percent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 0.1) return '< 0.1 %';
  return `${Number.isInteger(value) ? value : value.toFixed(1)} %`;
}

/** How much more than its fair share; null: nobody gets anything. */
export function factor(value: number | null): string {
  return value === null ? '–' : `${value.toFixed(2)}×`;
}

export function yesNo(flag: boolean): string {
  return flag ? 'yes' : 'no';
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
