import type { StateWords } from '../status-vocabulary.ts';

/** A source that was read well when a recording was made: nothing of it is live. */
export const recordedWords: StateWords = {
  word: 'recorded',
  sentence: 'Read without trouble when the recording was made.',
  tone: 'idle',
  shape: 'clock',
};
