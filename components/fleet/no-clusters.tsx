import { ServerOff } from 'lucide-react';
import { Command } from '../ui/command.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

export function NoClusters() {
  return (
    <EmptyState icon={ServerOff} title="No cluster is served here" heading="h1">
      <p className="pb-2">Start the dashboard with a kubeconfig context, or with a bundle:</p>
      <Command command="npm run -s cli -- serve --bundle night.tgz" />
    </EmptyState>
  );
}
