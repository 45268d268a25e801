import type { ShutdownStepReport, WorkloadReport } from '../../lib/report/lifecycle-report.ts';
import type { StateWords } from '../status-vocabulary.ts';

export const stepTitles: Readonly<Record<ShutdownStepReport['step'], string>> = {
  'pre-stop': 'preStop',
  'grace-period': 'Grace period',
  'min-ready': 'minReadySeconds',
};

export const stepVerdictWords: Readonly<Record<ShutdownStepReport['verdict'], StateWords>> = {
  enough: {
    word: 'enough',
    sentence: 'Long enough, with the recommended margin.',
    tone: 'healthy',
    shape: 'circle-check',
  },
  tight: { word: 'tight', sentence: 'Long enough on paper, without a margin.', tone: 'degraded', shape: 'triangle' },
  short: {
    word: 'too short',
    sentence: 'Connections are lost at every shutdown.',
    tone: 'failing',
    shape: 'octagon-cross',
  },
  unknown: { word: 'unknown', sentence: 'How long it lasts cannot be read.', tone: 'unknown', shape: 'question' },
  endless: {
    word: 'no end',
    sentence: 'Connections come until the pod has stopped: no length is enough.',
    tone: 'degraded',
    shape: 'triangle',
  },
};

export const rolloutWords: Readonly<Record<WorkloadReport['rollout']['verdict'], StateWords>> = {
  keeps: {
    word: 'keeps all pods',
    sentence: 'A new pod is ready before an old one goes.',
    tone: 'healthy',
    shape: 'circle-check',
  },
  reduced: {
    word: 'fewer pods',
    sentence: 'Some pods are missing while it rolls.',
    tone: 'draining',
    shape: 'arrow-out',
  },
  empty: { word: 'no pod', sentence: 'All pods may be missing at once.', tone: 'failing', shape: 'octagon-cross' },
  deadlock: { word: 'cannot proceed', sentence: 'No new pod finds a place.', tone: 'failing', shape: 'octagon-cross' },
  'by-hand': {
    word: 'by hand',
    sentence: 'Nothing is replaced by itself.',
    tone: 'idle',
    shape: 'circle-minus',
  },
};
