import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAcknowledgements } from './read-acknowledgements.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'acknowledgements-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function read(text: string) {
  const path = join(dir, 'known.yaml');
  writeFileSync(path, text);
  return readAcknowledgements(path);
}

describe('a file of acknowledgements', () => {
  it('is YAML with reason and last day, unquoted days included', () => {
    const text = `acknowledgements:
  - { code: orphan-rule, object: kubernetes, cluster: prod, reason: CHG-1, until: 2026-12-31 }
  - { code: no-ready-endpoints, service: shop/web, reason: closed, until: "2027-03-31" }
`;
    expect(read(text)).toEqual({
      ok: true,
      value: [
        {
          code: 'orphan-rule',
          service: null,
          object: 'kubernetes',
          cluster: 'prod',
          reason: 'CHG-1',
          until: '2026-12-31T23:59:59Z',
          source: 'file',
        },
        {
          code: 'no-ready-endpoints',
          service: { namespace: 'shop', name: 'web' },
          object: null,
          cluster: null,
          reason: 'closed',
          until: '2027-03-31T23:59:59Z',
          source: 'file',
        },
      ],
    });
  });

  const good = 'code: orphan-rule, reason: x, until: 2026-12-31';
  it.each([
    ['no YAML', 'acknowledgements: [', 'known.yaml'],
    ['a code that no finding has', '[{ code: nope, reason: x, until: 2026-12-31 }]', 'acknowledgements.0.code'],
    ['no reason', '[{ code: orphan-rule, until: 2026-12-31 }]', 'acknowledgements.0.reason'],
    ['no last day', `[{ ${good} }, { code: orphan-rule, reason: x }]`, 'acknowledgements.1.until'],
    ['a day that does not exist', '[{ code: orphan-rule, reason: x, until: 2026-02-30 }]', '2026-02-30'],
    ['a Service without namespace', `[{ ${good}, service: web }]`, 'acknowledgements.0.service'],
    ['a field of its own', `[{ ${good}, untill: 2027-01-01 }]`, 'untill'],
  ])('is refused with the place: %s', (_name, list, place) => {
    const answer = read(list.startsWith('[') ? `acknowledgements: ${list}` : list);
    expect(answer).toMatchObject({ ok: false, problems: [expect.stringContaining(place)] });
  });

  it('is named when it is not there', () => {
    const path = join(dir, 'missing.yaml');
    expect(readAcknowledgements(path)).toMatchObject({ ok: false, problems: [expect.stringContaining(path)] });
  });
});
