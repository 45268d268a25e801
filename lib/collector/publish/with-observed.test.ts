import { describe, expect, it } from 'vitest';
import type { ResourceStatus, SourceState } from '../../snapshot/source-status.ts';
import { unconnected } from '../azure/azure-status.ts';
import { sourceStatus } from './source-status.ts';
import { withObserved } from './with-observed.ts';

const AT = '2026-01-01T00:00:00Z';

function row(resource: string, state: SourceState, error: string | null = null): ResourceStatus {
  const observedAt = state === 'live' || state === 'stale' ? AT : null;
  return { resource, state, observedAt, error, denied: null };
}

const azure = sourceStatus([row('ruleHealth', 'live'), row('observed', 'absent')], ['ruleHealth']);

describe('the source of probe answers', () => {
  it('is what Azure’s side says while nodes are not asked', () => {
    expect(withObserved(azure, row('observed', 'absent'))).toBe(azure);
  });

  it('is live with nodes alone where Azure is not read', () => {
    const off = unconnected({ state: 'absent', error: null, denied: null });
    expect(withObserved(off, row('observed', 'live'))).toMatchObject({ state: 'live', observedAt: AT });
  });

  it('is partial, and says why, where nodes were to be asked and cannot be reached', () => {
    const status = withObserved(azure, row('observed', 'absent', 'No node can be reached.'));
    expect(status).toMatchObject({ state: 'partial', error: 'No node can be reached.' });
    expect(status.resources.map(({ resource }) => resource)).toEqual(['ruleHealth', 'observed']);
  });
});
