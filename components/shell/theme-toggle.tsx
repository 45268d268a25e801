'use client';

import { type LucideIcon, Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { nextTheme, type Theme, themeCookieText } from './theme-preference.ts';

const icons: Readonly<Record<Theme, LucideIcon>> = { system: Monitor, light: Sun, dark: Moon };
const names: Readonly<Record<Theme, string>> = {
  system: 'Theme: as on this machine',
  light: 'Theme: light',
  dark: 'Theme: dark',
};

/** The cookie lets the server render the theme, so that it never flashes. */
export function ThemeToggle({ initial }: { readonly initial: Theme }) {
  const [theme, setTheme] = useState(initial);
  const Icon = icons[theme];
  const change = () => {
    const next = nextTheme(theme);
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing on plain HTTP
    document.cookie = themeCookieText(next);
    if (next === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    setTheme(next);
  };
  return (
    <Button look="quiet" onClick={change} aria-label={names[theme]} title={names[theme]}>
      <Icon size={16} aria-hidden="true" />
    </Button>
  );
}
