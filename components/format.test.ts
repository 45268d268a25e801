import { describe, expect, it } from 'vitest';
import {
  formatCount,
  formatDuration,
  formatFactor,
  formatInstant,
  formatShare,
  formatShareInText,
  formatWindow,
  formatZone,
  keepUnits,
  truncateMiddle,
} from './format.ts';

describe('format', () => {
  it.each([
    [0, '0.0 %'],
    [0.0002, '0.020 %'],
    [0.000001, '< 0.001 %'],
    [0.125, '12.5 %'],
    [0.99999, '> 99.9 %'],
    [1, '100.0 %'],
    [1 - 1e-15, '100.0 %'],
  ])('writes the share %d as %s', (share, text) => {
    expect(formatShare(share)).toBe(text);
  });

  it('drops the decimal in a sentence only when it says nothing', () => {
    expect(formatShareInText(0.25)).toBe('25 %');
    expect(formatShareInText(0.083333)).toBe('8.3 %');
    expect(formatShareInText(0.0002)).toBe('0.020 %');
  });

  it.each([
    [-3, '0 s'],
    [9.9, '9 s'],
    [245, '4 min 05 s'],
    [11_520, '3 h 12 min'],
    [532_800, '6 d 04 h'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });

  it('says when a window has no end', () => {
    expect(formatWindow([5, 10])).toBe('5–10 s');
    expect(formatWindow([10, null])).toBe('10 s or more');
  });

  it('keeps both ends of a long name and the given length', () => {
    const short = truncateMiddle('aks-spotpool-18304512-vmss00000c', 20);
    expect(short).toHaveLength(20);
    expect(short.startsWith('aks-spotpo')).toBe(true);
    expect(short.endsWith('ss00000c')).toBe(true);
    expect(truncateMiddle('short', 20)).toBe('short');
  });

  it('leaves out the region of a zone, and nothing else', () => {
    expect([formatZone('westeurope-2'), formatZone('rack-a'), formatZone(null)]).toEqual([
      'zone 2',
      'rack-a',
      'no zone',
    ]);
  });

  it('shows a time it cannot read as it was written', () => {
    expect(formatInstant('2026-11-06T03:12:07.500Z')).toBe('2026-11-06 03:12:07Z');
    expect(formatInstant('yesterday')).toBe('yesterday');
  });

  it('writes counts and factors with their unit, and a missing factor as a dash', () => {
    expect(formatCount(1, 'node')).toBe('1 node');
    expect(formatCount(5000, 'node')).toBe('5\u2009000 nodes');
    expect(formatFactor(1.8)).toBe('× 1.80');
    expect(formatFactor(null)).toBe('–');
  });

  it('keeps a unit beside its figure, and parts other words', () => {
    expect(keepUnits('50 % of 3 pods, since 03:00 (4 min 05 s)')).toBe(
      '50\u00A0% of 3 pods, since 03:00 (4\u00A0min 05\u00A0s)',
    );
    expect(keepUnits('10 seconds, 3 services')).toBe('10 seconds, 3 services');
  });
});
