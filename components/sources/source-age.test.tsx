import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { SourceAge } from './source-age.tsx';

const RENDERED = '2026-11-21T12:00:00Z';

describe('age of a source', () => {
  it('is counted to now while the data is live', () => {
    const html = renderToStaticMarkup(
      <SourceAge instant="2026-11-21T11:59:20Z" renderedAt={RENDERED} recordedAt={null} />,
    );
    expect(html).toContain('40 s old');
  });

  it('is counted to the recording, however long ago that was', () => {
    const recordedAt = '2026-11-21T03:12:00Z';
    const html = renderToStaticMarkup(
      <SourceAge instant="2026-11-21T03:11:20Z" renderedAt={RENDERED} recordedAt={recordedAt} />,
    );
    expect(html).toContain('40 s old then');
    expect(html).toContain('title="2026-11-21 03:11:20Z"');
    expect(
      renderToStaticMarkup(<SourceAge instant={recordedAt} renderedAt={RENDERED} recordedAt={recordedAt} />),
    ).toContain('at that moment');
  });
});
