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
