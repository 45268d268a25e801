import { seededRandom } from '../../../simulator/kernel/seeded-random.ts';

/** Random choices that are the same for the same seed on every machine. */
export interface Dice {
  chance(probability: number): boolean;
  /** From `least` to `most`, both included. */
  between(least: number, most: number): number;
  pick<T>(choices: readonly [T, ...T[]]): T;
  /** Each with the given probability. */
  some<T>(choices: readonly T[], probability: number): T[];
}

export function createDice(seed: number): Dice {
  const random = seededRandom(seed);
  const chance = (probability: number) => random.fraction() < probability;
  return {
    chance,
    between: (least, most) => least + random.integer(most - least + 1),
    pick: (choices) => choices[random.integer(choices.length)] ?? choices[0],
    some: (choices, probability) => choices.filter(() => chance(probability)),
  };
}
