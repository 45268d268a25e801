/** Paths written as code, `lib/server` or `docs/model.md`. Patterns (`*.ts`), placeholders (`<code>`) and globs are none. */
export function quotedPaths(text: string): string[] {
  return [...withoutBlocks(text).matchAll(/`([^`\s]+)`/g)]
    .map((match) => (match[1] ?? '').replace(/^\.\//, '').replace(/\/$/, ''))
    .filter((token) => /^[\w.@[\]-]+(\/[\w.@[\]-]+)+$/.test(token));
}

/** Links within the repository; an empty path is the document itself. */
export function relativeLinks(text: string): { path: string; anchor: string | null }[] {
  return [...withoutBlocks(text).matchAll(/\]\(([^)\s]+)(?:\s[^)]*)?\)/g)]
    .map((match) => match[1] ?? '')
    .filter((target) => !/^[a-z]+:/i.test(target))
    .map((target) => {
      const [path = '', anchor = null] = target.split('#');
      return { path: decodeURI(path), anchor };
    });
}

export function headingsOf(text: string): string[] {
  return [...withoutBlocks(text).matchAll(/^#{1,6}\s+(.+?)\s*$/gm)].map((match) => match[1] ?? '');
}

/** `docs/model.md "Probes"` and plain `docs/findings/rule-drift.md` in a comment. */
export function sectionReferences(text: string): { path: string; section: string | null }[] {
  return [...text.matchAll(/\b(docs\/[\w/-]+\.md)(?:(?:[\s*]|\/\/)*"([A-Z][^"]+)")?/g)].map((match) => ({
    path: match[1] ?? '',
    section: match[2]?.replaceAll(/\s*\n[\s*/]*/g, ' ') ?? null,
  }));
}

function withoutBlocks(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```/gm, '');
}
