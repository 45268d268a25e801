import type { Inline } from './markdown.ts';

/** `Time to detect` → `time-to-detect`, as source viewers make it: links work there and here. */
export function headingAnchor(text: readonly Inline[]): string {
  return text
    .map((part) => part.text)
    .join('')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}
