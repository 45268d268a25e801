import { describe, expect, it } from 'vitest';
import { matchShortcut, shortcuts } from './shortcuts.ts';

const bare = { ctrlKey: false, metaKey: false, altKey: false, typing: false };

describe('keyboard shortcuts', () => {
  it('gives each key one action only', () => {
    const keys = Object.values(shortcuts).map((shortcut) => shortcut.key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('finds the action of a key', () => {
    expect(matchShortcut({ ...bare, key: 'z' })).toBe('faults');
    expect(matchShortcut({ ...bare, key: 'q' })).toBeNull();
  });

  it.each(['ctrlKey', 'metaKey', 'altKey'] as const)('leaves a key with %s to the browser', (modifier) => {
    for (const { key } of Object.values(shortcuts)) {
      expect(matchShortcut({ ...bare, [modifier]: true, key })).toBeNull();
    }
  });

  it('types into text fields, where only Escape acts', () => {
    expect(matchShortcut({ ...bare, typing: true, key: 'z' })).toBeNull();
    expect(matchShortcut({ ...bare, typing: true, key: 'Escape' })).toBe('close');
  });
});
