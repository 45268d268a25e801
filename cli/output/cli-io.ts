import { styleText } from 'node:util';

export type Style = Parameters<typeof styleText>[0];

/** Where a command writes: answers to `out`, progress and complaints to `err`. */
export interface CliIo {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Colours text of `out` where its reader is a terminal that wants it. */
  readonly paint: (style: Style, text: string) => string;
}

export const processIo: CliIo = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  paint: (style, text) => styleText(style, text, { stream: process.stdout }),
};

/** 1: only where findings were asked to fail the command. 2: the input is unusable, so nothing can be said. */
export const exitCodes = { good: 0, findings: 1, badInput: 2 } as const;
