/** An ARM path taken apart; names keep their case, words of the path are compared without. */
export interface ArmPath {
  readonly subscription: string | null;
  readonly group: string | null;
  /** `microsoft.network/loadbalancers`, lower case; empty when the path names no provider. */
  readonly type: string;
  /** The names along the type: `['kubernetes', 'rule-1']`. */
  readonly names: readonly string[];
  /** What is left over: an action such as `health`. */
  readonly action: string | null;
}

/** `/subscriptions/{s}/resourceGroups/{g}/providers/{namespace}/{type}/{name}/{type}/{name}/{action}`. */
export function parseArmPath(path: string): ArmPath {
  const parts = path
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
  const after = (word: string): string | null => {
    const index = parts.findIndex((part) => part.toLowerCase() === word);
    return index < 0 ? null : (parts[index + 1] ?? null);
  };
  const provider = parts.findLastIndex((part) => part.toLowerCase() === 'providers');
  const base = { subscription: after('subscriptions'), group: after('resourcegroups') };
  if (provider < 0) return { ...base, type: '', names: [], action: null };
  const [namespace = '', ...rest] = parts.slice(provider + 1);
  const types = [namespace];
  const names: string[] = [];
  let action: string | null = null;
  rest.forEach((part, index) => {
    if (index % 2 === 0) types.push(part);
    else names.push(part);
  });
  // A type with nothing behind it, after names, is an action or a list of children: whoever asks knows which.
  if (types.length - 1 > names.length && names.length > 0) action = types.at(-1) ?? null;
  return { ...base, type: types.join('/').toLowerCase(), names, action };
}

export const sameName = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();
