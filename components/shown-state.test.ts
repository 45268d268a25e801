import { describe, expect, it } from 'vitest';
import { shownPodState, shownStatus, shownVerdict } from './shown-state.ts';
import { podStateWords, statusWords, verdictWords } from './status-vocabulary.ts';

describe('what is shown', () => {
  it('is never a healthy pod where nobody answers, or nobody knows', () => {
    for (const state of ['ready', 'serving-terminating'] as const) {
      expect(podStateWords[shownPodState({ state, answers: 'no' })].tone).toBe('failing');
      expect(podStateWords[shownPodState({ state, answers: 'unknown' })].tone).toBe('unknown');
      expect(shownPodState({ state, answers: 'yes' })).toBe(state);
    }
  });

  it('leaves pods alone that get nothing anyway', () => {
    expect(shownPodState({ state: 'not-ready', answers: 'no' })).toBe('not-ready');
    expect(shownPodState({ state: 'terminating', answers: 'unknown' })).toBe('terminating');
  });

  it('tells a silent machine from one that is out by design', () => {
    expect(shownVerdict('expected-out', { silent: false }, 'measured')).toBe('expected-out');
    expect(shownVerdict('expected-out', { silent: true }, 'measured')).toBe('silent');
    expect(verdictWords.silent.tone).not.toBe('idle');
    expect(shownVerdict('wrongly-in', { silent: true }, 'measured')).toBe('wrongly-in');
    expect(shownVerdict('unknown', undefined, 'computed')).toBe('unknown');
  });

  it('is green only for what was seen', () => {
    expect(verdictWords[shownVerdict('in-rotation', { silent: false }, 'measured')].tone).toBe('healthy');
    for (const known of ['computed', 'assumed'] as const) {
      expect(verdictWords[shownVerdict('in-rotation', { silent: false }, known)].tone).not.toBe('healthy');
    }
    expect(statusWords[shownStatus({ status: 'healthy', known: 'measured' })].tone).toBe('healthy');
    expect(statusWords[shownStatus({ status: 'healthy', known: 'computed' })].tone).not.toBe('healthy');
    expect(shownStatus({ status: 'failing', known: 'computed' })).toBe('failing');
  });
});
