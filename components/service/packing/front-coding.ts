/** One letter for each length of a beginning that can be left out. */
const lengths = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const longest = lengths.length - 1;

/**
 * Names of objects or addresses as one text: of each only what differs from the one before, after a letter that says
 * how much of the beginning is left out. None may hold a comma, as no name of Kubernetes and no address does.
 */
export function packNames(names: readonly string[]): string {
  let before = '';
  return names
    .map((name) => {
      const shared = sharedLength(before, name);
      before = name;
      return `${lengths[shared]}${name.slice(shared)}`;
    })
    .join(',');
}

export function unpackNames(packed: string): string[] {
  if (packed === '') return [];
  let before = '';
  return packed.split(',').map((part) => {
    before = before.slice(0, lengths.indexOf(part.charAt(0))) + part.slice(1);
    return before;
  });
}

function sharedLength(a: string, b: string): number {
  const most = Math.min(a.length, b.length, longest);
  let shared = 0;
  while (shared < most && a.charCodeAt(shared) === b.charCodeAt(shared)) shared++;
  return shared;
}
