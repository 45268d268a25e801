import { describe, expect, it } from 'vitest';
import { severitySchema } from '../lib/report/finding.ts';
import { verdictSchema } from '../lib/report/verdict-report.ts';
import {
  faultVerdicts,
  severityOrder,
  sourceStateWords,
  statusWords,
  verdictOrder,
  verdictWords,
} from './status-vocabulary.ts';

describe('status vocabulary', () => {
  it('orders every verdict and every severity exactly once', () => {
    expect([...verdictOrder].sort()).toEqual([...verdictSchema.options, 'silent', 'unseen'].sort());
    expect([...severityOrder].sort()).toEqual([...severitySchema.options].sort());
  });

  it('never paints what is out by design in the colour of a failure', () => {
    expect(verdictWords['expected-out'].tone).toBe('idle');
    expect(sourceStateWords.absent.tone).toBe('idle');
  });

  it('never shows unknown as healthy', () => {
    for (const words of [verdictWords.unknown, statusWords.unknown, sourceStateWords.denied]) {
      expect(words.tone).not.toBe('healthy');
    }
    expect(faultVerdicts.has('unknown')).toBe(true);
  });

  it('tells every verdict by shape and by word, not by colour alone', () => {
    const verdicts = Object.values(verdictWords);
    expect(new Set(verdicts.map((words) => words.shape)).size).toBe(verdicts.length);
    expect(new Set(verdicts.map((words) => words.word)).size).toBe(verdicts.length);
  });
});
