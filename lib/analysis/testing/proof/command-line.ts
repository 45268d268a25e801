/** A command without its program: what stands alone, and its flags. */
export interface CommandLine {
  readonly words: readonly string[];
  readonly flags: ReadonlyMap<string, string>;
}

/** `alone`: flags without a value. `--flag=value` and `--flag value` are the same. */
export function commandLine(words: readonly string[], alone: ReadonlySet<string>): CommandLine {
  const plain: string[] = [];
  const flags = new Map<string, string>();
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '--') {
      plain.push(...words.slice(at + 1));
      break;
    }
    const [, name, value] = /^(--?[a-zA-Z][\w-]*)(?:=(.*))?$/s.exec(word) ?? [];
    if (name === undefined) plain.push(word);
    else if (value !== undefined || alone.has(name)) flags.set(name, value ?? '');
    else flags.set(name, words[++at] ?? '');
  }
  return { words: plain, flags };
}
