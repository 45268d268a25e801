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
    <div className="rounded-md border border-line bg-sunken">
      {changes && (
        <p className="px-2 pt-1 text-xs font-medium text-degraded-ink">
          {command.startsWith('az ') ? 'Changes Azure' : 'Changes the cluster'}
        </p>
      )}
      <div className="flex items-start gap-1 pl-2">
        <code className="min-w-0 flex-1 py-1 font-mono text-xs whitespace-pre-wrap [overflow-wrap:anywhere]">
          {command}
        </code>
        <CopyButton text={command} what={what} />
      </div>
    </div>
  );
}
