'use client';

import { PageError } from '../components/shell/page-error.tsx';

interface Props {
  readonly error: unknown;
  readonly retry: () => void;
}

export default function RouteError({ error, retry }: Props) {
  return <PageError error={error} onRetry={retry} />;
}
