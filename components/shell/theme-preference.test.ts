import { expect, it } from 'vitest';
import { nextTheme, parseTheme, themeCookieText } from './theme-preference.ts';

it('follows the machine unless the cookie names a theme', () => {
  expect(['light', 'dark', undefined, 'system', '"><script>'].map(parseTheme)).toEqual([
    'light',
    'dark',
    'system',
    'system',
    'system',
  ]);
});

it('goes round through all themes', () => {
  expect(nextTheme(nextTheme(nextTheme('system')))).toBe('system');
});

it('keeps a chosen theme and drops the cookie for the machine’s', () => {
  expect(themeCookieText('dark')).toContain('theme=dark; path=/; max-age=31536000');
  expect(themeCookieText('system')).toContain('max-age=0');
});
