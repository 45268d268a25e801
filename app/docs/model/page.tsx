import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Metadata } from 'next';
import { MarkdownView } from '../../../components/docs/markdown-view.tsx';
import { parseMarkdown } from '../../../components/docs/parse-markdown.ts';

export const dynamic = 'force-dynamic';
export const metadata: Metadata = { title: 'The model' };

const file = join(dirname(fileURLToPath(import.meta.url)), '../../../docs/model.md');

/** Every rule of the domain, with the section that a term or a number on a page leads to. */
export default async function ModelPage() {
  return <MarkdownView blocks={parseMarkdown(await readFile(file, 'utf8'))} />;
}
