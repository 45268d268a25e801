/** What a key can ask for. Pages say which of them they answer. */
export type ShortcutAction =
  | 'help'
  | 'filter'
  | 'next'
  | 'previous'
  | 'close'
  | 'share'
  | 'copy'
  | 'faults'
  | 'policy'
  | 'pause';

interface Shortcut {
  readonly key: string;
  readonly label: string;
  readonly does: string;
}

export const shortcuts: Readonly<Record<ShortcutAction, Shortcut>> = {
  help: { key: '?', label: '?', does: 'This list' },
  filter: { key: '/', label: '/', does: 'Go to the filter box' },
  next: { key: 'j', label: 'j', does: 'Next row' },
  previous: { key: 'k', label: 'k', does: 'Row before' },
  close: { key: 'Escape', label: 'Esc', does: 'Clear the filter, drop the selection' },
  share: { key: 's', label: 's', does: 'Copy a link to exactly this view' },
  copy: { key: 'c', label: 'c', does: 'Copy the name of the row' },
  faults: { key: 'z', label: 'z', does: 'Show only faults, or all' },
  policy: { key: 'p', label: 'p', does: 'Look at the other policy' },
  pause: { key: 'x', label: 'x', does: 'Hold the view still, or let it run' },
};

const actionOfKey = new Map<string, ShortcutAction>(
  Object.entries(shortcuts).flatMap(([action, { key }]) => (isAction(action) ? [[key, action]] : [])),
);

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  /** The key goes into a text field. */
  readonly typing: boolean;
}

/** The action of a key press, or null when the key belongs to the browser, to a text field or to nobody. */
export function matchShortcut(press: KeyPress): ShortcutAction | null {
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  const action = actionOfKey.get(press.key) ?? null;
  return press.typing && action !== 'close' ? null : action;
}

function isAction(name: string): name is ShortcutAction {
  return Object.hasOwn(shortcuts, name);
}
