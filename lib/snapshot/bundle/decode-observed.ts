import type { ObservedProbe } from '../probes-part.ts';
import { parseObservedProbe } from '../wire/parse-observed-probe.ts';
import type { BundleList } from './bundle-list.ts';
import { type DecodedList, decodeList } from './decode-list.ts';
import { gatherFile, type ReadItems } from './gather.ts';

export const OBSERVED_PATH = 'probes/observed.json';

const observedList: BundleList<ObservedProbe> = {
  resource: 'observed',
  path: OBSERVED_PATH,
  kind: null,
  command: '',
  required: false,
  isList: false,
  permission: { verb: 'get', resource: 'nodes' },
  parse: parseObservedProbe,
  keyOf: null,
};

const arrayItems: ReadItems = (file, value) => {
  if (!Array.isArray(value)) return null;
  return { items: value.map((raw: unknown, index) => ({ file, pointer: `/${index}`, raw })), cutShort: null };
};

/** Reads what was seen on the nodes themselves. */
export function decodeObserved(files: ReadonlyMap<string, string>): DecodedList<ObservedProbe> {
  const source = files.get(OBSERVED_PATH);
  if (source === undefined) return decodeList(observedList, { kind: 'absent' });
  return decodeList(observedList, gatherFile(OBSERVED_PATH, source, arrayItems, 'an array like [{"node": …}]'));
}
