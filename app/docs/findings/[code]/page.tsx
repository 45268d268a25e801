import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { MarkdownView } from '../../../../components/docs/markdown-view.tsx';
import { parseMarkdown } from '../../../../components/docs/parse-markdown.ts';
import { readFindingDoc } from './read-finding-doc.ts';

export const dynamic = 'force-dynamic';

interface Props {
  readonly params: Promise<{ readonly code: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).code };
}

export default async function FindingDocPage({ params }: Props) {
  const markdown = await readFindingDoc((await params).code);
  if (markdown === null) notFound();
  return <MarkdownView blocks={parseMarkdown(markdown)} />;
}
