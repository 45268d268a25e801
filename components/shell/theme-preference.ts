import { z } from 'zod';

export const themeCookie = 'theme';

/** `system` follows the machine and is the absence of the cookie. */
const themeSchema = z.enum(['light', 'dark']);
export type Theme = z.infer<typeof themeSchema> | 'system';

/** Theme of a cookie value; anything else is the machine's. */
export function parseTheme(value: string | undefined): Theme {
  const parsed = themeSchema.safeParse(value);
  return parsed.success ? parsed.data : 'system';
}

const themes: readonly Theme[] = ['system', 'light', 'dark'];

export function nextTheme(theme: Theme): Theme {
  return themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';
}

/** The value of `document.cookie` that keeps a theme for a year, or drops it. */
export function themeCookieText(theme: Theme): string {
  const maxAgeSeconds = theme === 'system' ? 0 : 31_536_000;
  return `${themeCookie}=${theme}; path=/; max-age=${maxAgeSeconds}; samesite=lax`;
}
