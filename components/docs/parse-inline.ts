import type { Inline } from './markdown.ts';

const piece = /(`+)(.+?)\1(?!`)|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\(([^)\s]+)\)/g;

/** Code, bold, emphasis and links of one line; the rest is text. */
export function parseInline(line: string): readonly Inline[] {
  const parts: Inline[] = [];
  let position = 0;
  for (const match of line.matchAll(piece)) {
    if (match.index > position) parts.push({ kind: 'text', text: line.slice(position, match.index) });
    const [whole, , code, strong, emphasis, label, href] = match;
    if (code !== undefined) parts.push({ kind: 'code', text: code.trim() });
    else if (strong !== undefined) parts.push({ kind: 'strong', text: strong });
    else if (emphasis !== undefined) parts.push({ kind: 'emphasis', text: emphasis });
    else if (label !== undefined && href !== undefined) parts.push({ kind: 'link', text: label, href });
    position = match.index + whole.length;
  }
  if (position < line.length) parts.push({ kind: 'text', text: line.slice(position) });
  return parts;
}
