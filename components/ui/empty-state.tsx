import type { LucideIcon } from 'lucide-react';

interface EmptyStateProps {
  readonly icon: LucideIcon;
  readonly title: string;
  /** Why there is nothing, and what to do about it. */
  readonly children: React.ReactNode;
  readonly action?: React.ReactNode;
  /** `h1` where it stands for the whole page. */
  readonly heading?: 'h1' | 'h3';
}

export function EmptyState({ icon: Icon, title, children, action, heading: Heading = 'h3' }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-2 px-4 py-12 text-center">
      <Icon size={28} strokeWidth={1.5} aria-hidden="true" className="text-idle" />
      <Heading className="text-base font-semibold">{title}</Heading>
      <div className="max-w-prose text-soft">{children}</div>
      {action}
    </div>
  );
}
