const radix = 36;

/** Whole numbers as one text of runs: how far each run is from the one before, and how often it stands if not once. */
export function packNumbers(numbers: readonly number[]): string {
  const runs: string[] = [];
  let before = 0;
  for (let start = 0; start < numbers.length; ) {
    const value = numbers[start] ?? 0;
    let end = start + 1;
    while (end < numbers.length && numbers[end] === value) end++;
    const count = end - start;
    runs.push((value - before).toString(radix) + (count === 1 ? '' : `*${count.toString(radix)}`));
    before = value;
    start = end;
  }
  return runs.join(',');
}

export function unpackNumbers(packed: string): number[] {
  if (packed === '') return [];
  const numbers: number[] = [];
  let value = 0;
  for (const run of packed.split(',')) {
    const [step = '', count] = run.split('*');
    value += Number.parseInt(step, radix);
    for (let left = count === undefined ? 1 : Number.parseInt(count, radix); left > 0; left--) numbers.push(value);
  }
  return numbers;
}
