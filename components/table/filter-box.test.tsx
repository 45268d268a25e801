// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeyboardProvider } from '../keyboard/keyboard-provider.tsx';
import { FilterBox } from './filter-box.tsx';

const page = (value: string, onChange: (text: string) => void) => (
  <KeyboardProvider>
    <FilterBox label="Filter" value={value} onChange={onChange} />
  </KeyboardProvider>
);
const box = () => screen.getByLabelText<HTMLInputElement>('Filter');

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('filter box', () => {
  it('writes once after a burst of typing, not at every key', () => {
    const onChange = vi.fn();
    render(page('', onChange));
    for (const text of ['w', 'we', 'web']) fireEvent.change(box(), { target: { value: text } });
    expect(onChange).not.toHaveBeenCalled();
    act(() => {
      vi.runAllTimers();
    });
    expect(onChange).toHaveBeenCalledExactlyOnceWith('web');
  });

  it('keeps what is typed while the address is still behind', () => {
    const { rerender } = render(page('', () => undefined));
    fireEvent.change(box(), { target: { value: 'web' } });
    act(() => {
      vi.runAllTimers();
    });
    rerender(page('', () => undefined));
    expect(box().value).toBe('web');
    rerender(page('web', () => undefined));
    expect(box().value).toBe('web');
  });

  it('follows the address when somebody else changes it', () => {
    const { rerender } = render(page('web', () => undefined));
    rerender(page('', () => undefined));
    expect(box().value).toBe('');
  });

  it('is reached with / and emptied with Escape', () => {
    const onChange = vi.fn();
    render(page('web', onChange));
    fireEvent.keyDown(document.body, { key: '/' });
    expect(document.activeElement).toBe(box());
    fireEvent.keyDown(box(), { key: 'Escape' });
    expect(onChange).toHaveBeenCalledExactlyOnceWith('');
    expect(document.activeElement).toBe(document.body);
  });
});
