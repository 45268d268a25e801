import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Since } from './since.tsx';

const SINCE = '2026-11-06T03:12:07.000Z';

describe('since when', () => {
  it('tells the moment and how long ago it was when the data was read', () => {
    const markup = renderToStaticMarkup(<Since since={SINCE} takenAt="2026-11-06T03:26:12Z" />);
    expect(markup).toContain('since 2026-11-06 03:12:07Z (14 min 05 s)');
    expect(markup).toContain(`title="${SINCE}"`);
  });

  it('tells the moment alone where no time to compare it with is given', () => {
    const markup = renderToStaticMarkup(<Since since={SINCE} />);
    expect(markup).toContain('since 2026-11-06 03:12:07Z<');
  });

  it('shows nothing where nothing dates it', () => {
    expect(renderToStaticMarkup(<Since since={null} takenAt={SINCE} />)).toBe('');
  });
});
