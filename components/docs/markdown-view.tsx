import Link from 'next/link';
import { findingDocPath } from '../findings/finding-doc-path.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { ScrollRegion } from '../ui/scroll-region.tsx';
import { headingAnchor } from './heading-anchor.ts';
import type { Block, Inline } from './markdown.ts';

/** A page of the documentation. */
export function MarkdownView({ blocks }: { readonly blocks: readonly Block[] }) {
  return (
    <article className="mx-auto grid max-w-3xl gap-3 rounded-md border border-line bg-surface px-6 py-5 text-base">
      {withKeys(blocks).map(([key, block]) => (
        <BlockView key={key} block={block} />
      ))}
    </article>
  );
}

function BlockView({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'heading':
      return block.level === 1 ? (
        <h1 id={headingAnchor(block.text)} className="font-mono text-lg font-semibold">
          <Line text={block.text} />
        </h1>
      ) : (
        <h2 id={headingAnchor(block.text)} className="scroll-mt-4 pt-2 text-base font-semibold">
          <Line text={block.text} />
        </h2>
      );
    case 'paragraph':
      return (
        <p>
          <Line text={block.text} />
        </p>
      );
    case 'list':
      return <ListView block={block} />;
    case 'code':
      return (
        <div className="flex items-start rounded-md border border-line bg-sunken pl-2">
          <pre className="min-w-0 flex-1 overflow-x-auto py-1 font-mono text-xs whitespace-pre-wrap">{block.text}</pre>
          <CopyButton text={block.text} what="the code" />
        </div>
      );
    case 'table':
      return <TableView block={block} />;
  }
}

function ListView({ block }: { readonly block: Extract<Block, { kind: 'list' }> }) {
  const Tag = block.ordered ? 'ol' : 'ul';
  return (
    <Tag className={`grid gap-1 pl-5 ${block.ordered ? 'list-decimal' : 'list-disc'}`}>
      {withKeys(block.items).map(([key, item]) => (
        <li key={key}>
          <Line text={item} />
        </li>
      ))}
    </Tag>
  );
}

function TableView({ block }: { readonly block: Extract<Block, { kind: 'table' }> }) {
  return (
    <ScrollRegion label="Table">
      <table className="w-full text-sm">
        <thead>
          <tr>
            {withKeys(block.head).map(([key, cell]) => (
              <th key={key} scope="col" className="border-b border-line px-2 py-1 text-left font-medium text-soft">
                <Line text={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {withKeys(block.rows).map(([key, row]) => (
            <tr key={key}>
              {withKeys(row).map(([cellKey, cell]) => (
                <td key={cellKey} className="border-b border-line px-2 py-1 align-top">
                  <Line text={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Line({ text }: { readonly text: readonly Inline[] }) {
  return withKeys(text).map(([key, part]) => <Part key={key} part={part} />);
}

function Part({ part }: { readonly part: Inline }) {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'code':
      return <code className="rounded-sm bg-sunken px-1 font-mono text-xs [overflow-wrap:anywhere]">{part.text}</code>;
    case 'strong':
      return <strong className="font-semibold">{part.text}</strong>;
    case 'emphasis':
      return <em>{part.text}</em>;
    case 'link':
      return <DocLink text={part.text} href={part.href} />;
  }
}

/** Pages about findings name each other by file; other pages of the documentation are in the source only. */
function DocLink({ text, href }: { readonly text: string; readonly href: string }) {
  const code = /^(?:\.\/)?([a-z0-9-]+)\.md$/.exec(href)?.[1];
  if (code !== undefined) return <Link href={findingDocPath(code)}>{text}</Link>;
  if (href.startsWith('#')) return <a href={href}>{text}</a>;
  if (href.startsWith('https://')) {
    return (
      <a href={href} rel="noreferrer">
        {text}
      </a>
    );
  }
  return <span title={href}>{text}</span>;
}

/** The text of a document never changes, so a position is a good key. */
function withKeys<T>(items: readonly T[]): readonly (readonly [string, T])[] {
  return items.map((item, index) => [String(index), item]);
}
