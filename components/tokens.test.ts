import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../app/tokens.css', import.meta.url), 'utf8');

/** `--name: light-dark(#rrggbb, #rrggbb)` → [light, dark]. */
const tokens = new Map(
  [...css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
);

function luminance(hex: string): number {
  const channel = (offset: number) => {
    const value = Number.parseInt(hex.slice(offset, offset + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(first: string, second: string): number {
  const [a, b] = [luminance(first), luminance(second)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function colour(name: string, theme: 'light' | 'dark'): string {
  const token = tokens.get(name);
  if (token === undefined) throw new Error(`app/tokens.css has no token --${name} of the form light-dark(#…, #…)`);
  return token[theme];
}

const surfaces = ['surface', 'surface-page', 'surface-sunken', 'surface-hover', 'surface-selected', 'surface-raised'];
const tones = ['healthy', 'degraded', 'failing', 'draining', 'unknown', 'idle'];
const words = ['ink', 'ink-soft', 'ink-link', ...tones.map((tone) => `state-${tone}-ink`)];
const graphics = [...tones.map((tone) => `state-${tone}`), 'series-cluster', 'series-local', 'focus', 'line-strong'];

describe.each(['light', 'dark'] as const)('colours of the %s theme', (theme) => {
  it.each(words)('keeps words in --%s at 4.5:1 on every surface', (name) => {
    for (const surface of surfaces) {
      const ratio = contrast(colour(name, theme), colour(surface, theme));
      expect(ratio, `--${name} on --${surface}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(tones)('keeps %s words at 4.5:1 on their own wash', (tone) => {
    const ratio = contrast(colour(`state-${tone}-ink`, theme), colour(`state-${tone}-wash`, theme));
    expect(ratio).toBeGreaterThanOrEqual(4.5);
  });

  it.each(graphics)('keeps graphics in --%s at 3:1 on panels and page', (name) => {
    for (const surface of ['surface', 'surface-page']) {
      const ratio = contrast(colour(name, theme), colour(surface, theme));
      expect(ratio, `--${name} on --${surface}`).toBeGreaterThanOrEqual(3);
    }
  });
});
