import { instantText } from '../lib/analysis/time.ts';

/** Sums of fractions miss 1 by a rounding error. */
const wholeFrom = 1 - 1e-9;

/** A share between 0 and 1 as a percentage with one decimal, or two digits when it is small: `12.5 %`, `0.020 %`. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.00001) return '< 0.001 %';
  if (share > 0 && share < 0.001) return `${(share * 100).toPrecision(2)} %`;
  if (share < wholeFrom && share > 0.9995) return '> 99.9 %';
  return `${(share * 100).toFixed(1)} %`;
}

/** A share inside a sentence: no needless decimal. */
export function formatShareInText(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return formatShare(share);
  const rounded = Math.round(percent * 10) / 10;
  return `${Number.isInteger(rounded) ? rounded : rounded.toFixed(1)} %`;
}

/** A multiple of the fair share: `× 1.80`. Null: no pod is reached. */
export function formatFactor(factor: number | null): string {
  return factor === null ? '–' : `× ${factor.toFixed(2)}`;
}

/** `9 s`, `4 min 05 s`, `3 h 12 min`, `6 d 04 h`: two units at most, whole seconds. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${pad(whole % 60)} s`;
  if (whole < 86_400) return `${Math.floor(whole / 3600)} h ${pad(Math.floor((whole % 3600) / 60))} min`;
  return `${Math.floor(whole / 86_400)} d ${pad(Math.floor((whole % 86_400) / 3600))} h`;
}

/** `[5, 10]` → `5–10 s`; a missing end has no bound. */
export function formatWindow(window: readonly [number, number | null]): string {
  const [from, to] = window;
  if (to === null) return `${from} s or more`;
  return from === to ? `${from} s` : `${from}–${to} s`;
}

/** Absolute time for people who compare logs: `2026-11-06 03:12:07Z`. Anything unreadable is shown as it is. */
export function formatInstant(instant: string): string {
  return instantText(instant);
}

export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

/** Thousands apart by a thin space, the same in every locale of server and browser. */
export function formatNumber(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, '\u2009');
}

/** `westeurope-2` → `zone 2`: a cluster lies in one region. Other names stay as they are. */
export function formatZone(zone: string | null): string {
  if (zone === null) return 'no zone';
  const number = /^[a-z0-9]+-(\d+)$/.exec(zone)?.[1];
  return number === undefined ? zone : `zone ${number}`;
}

/** Cuts the middle, because names differ at both ends: `aks-spot-1830…vmss00000c`. */
export function truncateMiddle(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const tail = Math.floor((maxLength - 1) / 2);
  return `${text.slice(0, maxLength - 1 - tail)}…${text.slice(text.length - tail)}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/** Text whose figures are not parted from their units at the end of a line: `50 %`, `12 s`. */
export function keepUnits(text: string): string {
  return text.replaceAll(/(\d) (?=(?:%|s|min|h|d)(?!\w))/g, '$1\u00A0');
}
