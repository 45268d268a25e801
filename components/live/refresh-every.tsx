'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** Has the server render the page anew again and again, while somebody can see it. For pages without a stream. */
export function RefreshEvery({ seconds }: { readonly seconds: number }) {
  const router = useRouter();

  // External system: the server's rendering of this page.
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh();
    }, seconds * 1000);
    return () => clearInterval(timer);
  }, [router, seconds]);

  return null;
}
