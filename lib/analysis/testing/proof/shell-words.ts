/** A word of a command line, and whether a shell would have done something to it. */
export interface ShellWord {
  readonly text: string;
  /** Characters outside of quotes that a shell gives a meaning to. */
  readonly active: string;
}

interface Reading {
  text: string;
  active: string;
  isWord: boolean;
}

const SINGLE = /^'([^']*)'/;
const DOUBLE = /^"((?:[^"\\]|\\.)*)"/;
const ESCAPED = /^\\(.)/;
/** Characters that are not taken as they are outside of quotes. */
const ACTIVE = /[|&;<>()$`*?[\]#~!{}\n]/;

/** The words of a command as a POSIX shell splits them. Throws where a quote is not closed. */
export function shellWords(command: string): readonly ShellWord[] {
  const words: ShellWord[] = [];
  let word: Reading = { text: '', active: '', isWord: false };
  let rest = command;
  const end = (): void => {
    if (word.isWord) words.push({ text: word.text, active: word.active });
    word = { text: '', active: '', isWord: false };
  };
  while (rest !== '') {
    if (/^\s/.test(rest)) {
      end();
      rest = rest.slice(1);
      continue;
    }
    rest = rest.slice(readInto(word, rest, command));
  }
  end();
  return words;
}

/** Takes what the rest begins with into the word, and tells its length. */
function readInto(word: Reading, rest: string, command: string): number {
  word.isWord = true;
  const quoted = SINGLE.exec(rest) ?? ESCAPED.exec(rest);
  const double = DOUBLE.exec(rest);
  if (double !== null) {
    word.text += double[1]?.replaceAll(/\\(["\\$`])/g, '$1') ?? '';
    word.active += /(?<!\\)[$`]/.test(double[1] ?? '') ? '$' : '';
    return double[0].length;
  }
  if (quoted !== null) {
    word.text += quoted[1] ?? '';
    return quoted[0].length;
  }
  const next = rest.slice(0, 1);
  if (next === "'" || next === '"') throw new Error(`a quote is not closed: ${command}`);
  word.text += next;
  if (ACTIVE.test(next)) word.active += next;
  return 1;
}
