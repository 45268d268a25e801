import { commandEffect } from './command-effect.ts';
import { CopyButton } from './copy-button.tsx';

interface CommandProps {
  readonly command: string;
  /** What the command is for, for the accessible name of its copy button. */
  readonly what?: string;
}

/** One command to copy. A command that would change something says so before it is copied. */
export function Command({ command, what = 'the command' }: CommandProps) {
  const changes = commandEffect(command) === 'changes';
  return (
    <div className="flex items-start gap-1 rounded-md border border-line bg-sunken pl-2">
      <code className="min-w-0 flex-1 py-1 font-mono text-xs whitespace-pre-wrap [overflow-wrap:anywhere]">
        {command}
      </code>
      {changes && (
        <span className="mt-1 shrink-0 rounded-sm bg-degraded-wash px-1 text-xs font-medium text-degraded-ink">
          {command.startsWith('az ') ? 'changes Azure' : 'changes the cluster'}
        </span>
      )}
      <CopyButton text={command} what={what} />
    </div>
  );
}
