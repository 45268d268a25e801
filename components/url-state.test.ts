import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeViewState, emptyViewState, encodeViewState, type ViewState, viewStateHref } from './url-state.ts';

const viewStates: fc.Arbitrary<ViewState> = fc.record({
  filter: fc.string({ unit: 'binary', maxLength: 40 }).filter((text) => text.isWellFormed()),
  sort: fc.option(fc.constantFrom('lost', '-lost', 'hottest-pod')),
  onlyFaults: fc.boolean(),
  severity: fc.option(fc.constantFrom('critical', 'high', 'medium', 'low', 'info')),
  podSort: fc.option(fc.constantFrom('share', '-name')),
  asTables: fc.boolean(),
  policy: fc.option(fc.constantFrom('Cluster', 'Local')),
  variant: fc.option(fc.constantFrom('80-TCP-IPv4', '53-UDP-IPv6')),
  selection: fc.option(fc.constantFrom('node:aks-spot-1', 'pod:shop/web-0', 'pod:shop/ü&=?#')),
  hop: fc.option(fc.constantFrom('frontend', 'probe', 'kube-proxy')),
  madeAt: fc.option(fc.constantFrom('2026-11-06T03:12:07Z', '2026-11-06T03:12:07.120+01:00')),
});

describe('view state in the URL', () => {
  it('comes back unchanged from any address it was written to', () => {
    fc.assert(
      fc.property(viewStates, (state) => {
        const written = new URLSearchParams(encodeViewState(state).toString());
        expect(decodeViewState(written)).toEqual({ state, problems: [] });
      }),
    );
  });

  it('never throws and never invents a state from any query', () => {
    fc.assert(
      fc.property(fc.string(), (query) => {
        const { state } = decodeViewState(new URLSearchParams(query));
        expect(Object.keys(state).sort()).toEqual(Object.keys(emptyViewState).sort());
      }),
    );
  });

  it('ignores parameters it does not know', () => {
    expect(decodeViewState(new URLSearchParams('utm_source=chat&policy=Local'))).toEqual({
      state: { ...emptyViewState, policy: 'Local' },
      problems: [],
    });
  });

  it('names the parameter it cannot use and applies the others', () => {
    const { state, problems } = decodeViewState(new URLSearchParams('policy=Global&q=web'));
    expect(state).toEqual({ ...emptyViewState, filter: 'web' });
    expect(problems).toEqual([{ parameter: 'policy', value: 'Global', message: 'expected Cluster or Local' }]);
  });

  it('says that a link comes from another release', () => {
    expect(decodeViewState(new URLSearchParams('v=9')).problems).toHaveLength(1);
  });

  it('leaves the plain page with a plain address', () => {
    expect(viewStateHref('/clusters/a', {})).toBe('/clusters/a');
    expect(viewStateHref('/clusters/a', { policy: 'Local' })).toBe('/clusters/a?policy=Local&v=1');
  });
});
