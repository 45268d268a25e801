'use client';

import { Tooltip } from 'radix-ui';
import { KeyboardProvider } from '../keyboard/keyboard-provider.tsx';

export function Providers({ children }: { readonly children: React.ReactNode }) {
  return (
    <KeyboardProvider>
      <Tooltip.Provider delayDuration={200}>{children}</Tooltip.Provider>
    </KeyboardProvider>
  );
}
