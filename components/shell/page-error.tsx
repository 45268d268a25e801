import { OctagonX } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

interface PageErrorProps {
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** A page that failed to render. The shell around it stays, and so does every other page. */
export function PageError({ error, onRetry }: PageErrorProps) {
  const digest = digestOf(error);
  return (
    <EmptyState
      icon={OctagonX}
      title="This page could not be shown"
      heading="h1"
      action={
        <div className="flex gap-2">
          <Button onClick={onRetry}>Try again</Button>
          <a href="/" className="inline-flex h-7 items-center">
            All clusters
          </a>
        </div>
      }
    >
      <p>This is a fault of the dashboard; it says nothing about your cluster.</p>
      {error instanceof Error && error.message !== '' && <p className="font-mono text-xs">{error.message}</p>}
      {digest !== null && (
        <p>
          The log of the server names it <code className="font-mono text-xs">{digest}</code>.
        </p>
      )}
    </EmptyState>
  );
}

/** Null: the error did not happen on the server. */
function digestOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('digest' in error)) return null;
  return typeof error.digest === 'string' ? error.digest : null;
}
