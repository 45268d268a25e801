import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { shellQuote } from './shell-quote.ts';

it.each(['prod-weu', "it's", '$(reboot)', 'a b', '', '`id`', 'x; rm -rf /', '"'])(
  'gives the shell %j back as one word',
  (word) => {
    const printed = execFileSync('sh', ['-c', `printf '%s|' ${shellQuote(word)}`], { encoding: 'utf8' });
    expect(printed).toBe(`${word}|`);
  },
);
