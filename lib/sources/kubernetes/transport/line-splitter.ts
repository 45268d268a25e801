import { StringDecoder } from 'node:string_decoder';

export interface LineSplitter {
  /** Gives every line completed by this chunk. False: a line grew beyond the limit and the stream cannot go on. */
  push(chunk: Buffer): boolean;
  /** Characters after the last newline: of an object that was cut when the stream broke. */
  pendingLength(): number;
}

/** Cuts a byte stream into lines; characters may be split across chunks anywhere. */
export function createLineSplitter(onLine: (line: string) => void, lineLengthMax: number): LineSplitter {
  const decoder = new StringDecoder('utf8');
  let parts: string[] = [];
  let pendingLength = 0;

  return {
    push(chunk) {
      const text = decoder.write(chunk);
      let start = 0;
      for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
        const line = parts.length === 0 ? text.slice(start, end) : parts.join('') + text.slice(start, end);
        parts = [];
        start = end + 1;
        if (line.trim() !== '') onLine(line);
      }
      if (start === 0) pendingLength += text.length;
      else pendingLength = text.length - start;
      if (start < text.length) parts.push(text.slice(start));
      return pendingLength <= lineLengthMax;
    },
    pendingLength: () => pendingLength,
  };
}
