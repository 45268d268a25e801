import type { KeyboardEventHandler, Ref } from 'react';

interface ScrollRegionProps {
  readonly label: string;
  readonly className?: string;
  readonly ref?: Ref<HTMLElement>;
  readonly onKeyDown?: KeyboardEventHandler<HTMLElement>;
  readonly children: React.ReactNode;
}

/** Something that scrolls by itself. It takes the focus, so that the arrow keys can scroll it. */
export function ScrollRegion({ label, className = '', ref, onKeyDown, children }: ScrollRegionProps) {
  return (
    <section
      ref={ref}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable without a pointer (WCAG 2.1.1)
      tabIndex={0}
      onKeyDown={onKeyDown}
      data-print="whole"
      className={`overflow-auto ${className}`}
    >
      {children}
    </section>
  );
}
