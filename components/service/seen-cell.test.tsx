import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { ObservedAnswer } from '../../lib/report/observed-report.ts';
import { SeenCell } from './seen-cell.tsx';

const observedAt = '2026-11-21T03:11:40Z';
const azure: ObservedAnswer = {
  source: 'azure-health',
  state: 'down',
  reason: 'Down_Probe_HttpNoResponse',
  words: 'its probe got no HTTP answer in time',
  observedAt,
};
const node: ObservedAnswer = { source: 'node-probe', state: 'up', reason: '200', words: 'it answered 200', observedAt };

const cell = (...answers: readonly ObservedAnswer[]) =>
  renderToStaticMarkup(<SeenCell answers={answers} renderedAt="2026-11-21T03:12:00Z" recordedAt={null} />);

describe('what was seen of a node', () => {
  it('stands side by side with its age, reason and plain words', () => {
    const html = cell(azure, node);
    expect(html).toContain('its probe got no HTTP answer in time (Down_Probe_HttpNoResponse)');
    expect(html.match(/20 s ago/g)).toHaveLength(2);
  });

  it('stands out where two sources contradict each other', () => {
    expect(cell(azure, node)).toContain('text-degraded-ink');
    expect(cell(azure)).not.toContain('text-degraded-ink');
  });

  it('is “not asked” where nobody was', () => {
    expect(cell()).toContain('not asked');
  });
});
