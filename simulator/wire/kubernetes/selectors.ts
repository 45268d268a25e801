import type { KubeObject } from '../../objects/object-meta.ts';
import type { ResourceName } from '../../objects/resources.ts';

export type Test = (object: KubeObject) => boolean;

export type Parsed = { readonly ok: true; readonly test: Test } | { readonly ok: false; readonly message: string };

const fail = (message: string): Parsed => ({ ok: false, message });

/** Splits at commas that are not inside brackets. */
const splitTerms = (text: string): string[] =>
  text
    .split(/,(?![^(]*\))/)
    .map((term) => term.trim())
    .filter((term) => term !== '');

type LabelTest = (value: string | undefined) => boolean;

function labelTest(term: string): { readonly key: string; readonly test: LabelTest } | null {
  const inSet = /^([^\s!=,()]+)\s+(in|notin)\s+\(([^)]*)\)$/.exec(term);
  if (inSet !== null) {
    const [, key = '', operator, list = ''] = inSet;
    const values = list.split(',').map((value) => value.trim());
    const isIn = (value: string | undefined) => value !== undefined && values.includes(value);
    return { key, test: operator === 'in' ? isIn : (value) => !isIn(value) };
  }
  const equal = /^([^\s!=,()]+)\s*(==|=|!=)\s*([^\s!=,()]*)$/.exec(term);
  if (equal !== null) {
    const [, key = '', operator, wanted = ''] = equal;
    return { key, test: operator === '!=' ? (value) => value !== wanted : (value) => value === wanted };
  }
  const present = /^(!?)\s*([^\s!=,()]+)$/.exec(term);
  if (present === null) return null;
  const [, not, key = ''] = present;
  return { key, test: not === '!' ? (value) => value === undefined : (value) => value !== undefined };
}

export function parseLabelSelector(text: string | null): Parsed {
  const tests: { readonly key: string; readonly test: LabelTest }[] = [];
  for (const term of splitTerms(text ?? '')) {
    const test = labelTest(term);
    if (test === null) return fail(`unable to parse requirement: "${term}" is not a label requirement`);
    tests.push(test);
  }
  return { ok: true, test: (object) => tests.every(({ key, test }) => test(object.metadata.labels?.[key])) };
}

/** Fields by which a kind may be selected, besides its name and namespace. */
const FIELDS: { readonly [R in ResourceName]?: readonly string[] } = {
  pods: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ],
  nodes: ['spec.unschedulable'],
  services: ['spec.type', 'spec.clusterIP'],
  events: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  namespaces: ['status.phase'],
  replicasets: ['status.replicas'],
};

function fieldOf(object: KubeObject, path: string): string {
  let value: unknown = object;
  const steps = path === 'source' ? ['source', 'component'] : path.split('.');
  for (const step of steps)
    value =
      typeof value === 'object' && value !== null
        ? Object.entries(value).find(([key]) => key === step)?.[1]
        : undefined;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return `${value}`;
  return path === 'spec.unschedulable' ? 'false' : '';
}

export function parseFieldSelector(resource: ResourceName, text: string | null): Parsed {
  const tests: Test[] = [];
  for (const term of splitTerms(text ?? '')) {
    const match = /^([^=!]+)(==|=|!=)(.*)$/.exec(term);
    if (match === null) return fail(`invalid selector: '${text}'; can't understand '${term}'`);
    const [, path = '', operator, wanted = ''] = match;
    const known = path === 'metadata.name' || path === 'metadata.namespace' || FIELDS[resource]?.includes(path);
    if (!known) return fail(`field label not supported: ${path}`);
    tests.push((object) => (fieldOf(object, path) === wanted) === (operator !== '!='));
  }
  return { ok: true, test: (object) => tests.every((test) => test(object)) };
}
