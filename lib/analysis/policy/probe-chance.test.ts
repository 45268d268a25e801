import { describe, expect, it } from 'vitest';
import { flapping } from './probe-chance.ts';

/** Plays a probe that fails with a probability, as a prober with a threshold sees it. */
function play(perTry: number, threshold: number, tries: number) {
  let seed = 12_345;
  const random = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  let isUp = true;
  let inARow = 0;
  let down = 0;
  let falls = 0;
  for (let step = 0; step < tries; step++) {
    const succeeded = random() >= perTry;
    inARow = succeeded === isUp ? 0 : inARow + 1;
    if (inARow === threshold) {
      isUp = !isUp;
      inARow = 0;
      if (!isUp) falls++;
    }
    if (!isUp) down++;
  }
  return { downShare: down / tries, triesUp: (tries - down) / falls };
}

describe('flapping', () => {
  it.each([
    [1 / 3, 2],
    [1 / 2, 2],
    [2 / 3, 2],
    [1 / 10, 1],
    [1 / 2, 3],
  ])('with p = %f and a threshold of %i is what a played prober shows', (perTry, threshold) => {
    const told = flapping(perTry, threshold);
    const played = play(perTry, threshold, 400_000);
    expect(told.downShare).toBeCloseTo(played.downShare, 2);
    expect(told.triesUp / played.triesUp).toBeCloseTo(1, 1);
  });

  it('never comes back when every try fails', () => {
    expect(flapping(1, 2)).toEqual({ downShare: 1, triesUp: 2 });
  });
});
