import type { ComponentProps } from 'react';

const base =
  'inline-flex h-7 items-center gap-1 rounded-md border px-2 text-sm font-medium whitespace-nowrap disabled:opacity-60';

const looks = {
  plain: 'border-line bg-surface text-ink hover:bg-hover',
  quiet: 'border-transparent bg-transparent text-soft hover:bg-hover hover:text-ink',
} as const;

interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: keyof typeof looks;
}

export function Button({ look = 'plain', className = '', ...rest }: ButtonProps) {
  return <button type="button" className={`${base} ${looks[look]} ${className}`} {...rest} />;
}
