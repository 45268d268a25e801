import type { ClusterNode } from '../../../snapshot/cluster-node.ts';
import type { EndpointSlice } from '../../../snapshot/endpoint-slice.ts';
import type { Snapshot } from '../../../snapshot/snapshot.ts';
import { testBudget } from '../workloads.ts';
import { type CommandLine, commandLine } from './command-line.ts';
import { editObject, type ObjectName, objectAt, type WireObject } from './edit-object.ts';
import { reconciled } from './reconciled.ts';
import { strategicMerge } from './strategic-merge.ts';
import { inKubernetes } from './well-built.ts';

const ALONE = new Set([
  '--overwrite',
  '--force',
  '-A',
  '--show-labels',
  '--ignore-daemonsets',
  '--delete-emptydir-data',
]);

type Verb = (snapshot: Snapshot, line: CommandLine) => Snapshot;

const VERBS: Readonly<Record<string, Verb>> = {
  get: (snapshot) => snapshot,
  describe: (snapshot) => snapshot,
  annotate: (snapshot, line) => withPairs(snapshot, line, 'annotations'),
  label: (snapshot, line) => withPairs(snapshot, line, 'labels'),
  patch,
  delete: deleteObjects,
  create: createBudget,
  scale,
};

/** What the API server, and then the controllers, make of the words after `kubectl`. */
export function runKubectl(snapshot: Snapshot, words: readonly string[]): Snapshot {
  const line = commandLine(words, ALONE);
  const [verb = '', ...rest] = line.words;
  const run = VERBS[verb];
  if (run === undefined) throw new Error(`kubectl ${verb} is not modelled`);
  return run(snapshot, { ...line, words: rest });
}

/** `service web …` and `deployment/web …`. */
function named({ words, flags }: CommandLine): readonly [object: ObjectName, rest: readonly string[]] {
  const [first = '', ...rest] = words;
  const [kind = '', inline] = first.split('/');
  const isNode = kind === 'node' || kind === 'nodes';
  const namespace = isNode ? null : (flags.get('-n') ?? 'default');
  const [name = '', ...others] = inline === undefined ? rest : [inline, ...rest];
  return [{ kind, namespace, name }, others];
}

/** `key=value` sets, `key-` takes away. */
function withPairs(snapshot: Snapshot, line: CommandLine, field: 'annotations' | 'labels'): Snapshot {
  const [object, pairs] = named(line);
  const edited = editObject(snapshot, object, (before) => {
    const metadata = objectAt(before, 'metadata');
    const values = { ...objectAt(metadata, field) };
    for (const pair of pairs) {
      const [, key = '', value] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
      if (value !== undefined) {
        if (values[key] !== undefined && !line.flags.has('--overwrite'))
          throw new Error(`${key} is there, kubectl refuses`);
        values[key] = value;
      } else if (pair.endsWith('-')) delete values[pair.slice(0, -1)];
      else throw new Error(`kubectl takes no ${pair}`);
    }
    return { ...before, metadata: { ...metadata, [field]: values } };
  });
  return reconciled(edited);
}

function patch(snapshot: Snapshot, line: CommandLine): Snapshot {
  const [object] = named(line);
  const body: unknown = JSON.parse(line.flags.get('-p') ?? line.flags.get('--patch') ?? '');
  const type = line.flags.get('--type') ?? 'strategic';
  const edited = editObject(snapshot, object, (before) =>
    type === 'json' ? added(before, body) : strategicMerge(before, body),
  );
  return reconciled(edited);
}

interface Addition {
  readonly op: string;
  readonly path: string;
  readonly value: unknown;
}

/** A JSON patch of one step, which appends to a list of the spec. */
function added(before: WireObject, body: unknown): WireObject {
  const isAddition = (value: unknown): value is Addition =>
    typeof value === 'object' && value !== null && 'op' in value && value.op === 'add' && 'path' in value;
  const [step]: readonly unknown[] = Array.isArray(body) && body.length === 1 ? body : [];
  const [, field = ''] = isAddition(step) ? (/^\/spec\/(\w+)\/-$/.exec(step.path) ?? []) : [];
  const spec = objectAt(before, 'spec');
  const list = spec[field];
  if (!isAddition(step) || !Array.isArray(list)) throw new Error(`no list to add to: ${JSON.stringify(body)}`);
  return { ...before, spec: { ...spec, [field]: [...list, step.value] } };
}

/** Pods go with their endpoints; other objects alone. */
function deleteObjects(snapshot: Snapshot, line: CommandLine): Snapshot {
  const [object] = named(line);
  if (!object.kind.startsWith('pod') || object.kind.startsWith('poddisruption'))
    return editObject(snapshot, object, () => null);
  const node = line.flags.get('--field-selector')?.replace('spec.nodeName=', '');
  if (node === undefined) throw new Error('every pod would be deleted');
  const namespace = line.flags.get('-n');
  const isGone = (one: Endpoint): boolean => one.nodeName === node && one.podNamespace === namespace;
  const endpointSlices = (snapshot.kubernetes.endpointSlices ?? []).map((slice) => {
    const left = slice.endpoints.filter((one) => !isGone(one));
    const free = hostsFor(snapshot, left);
    const again = slice.endpoints
      .filter(isGone)
      .map((one, index) => ({ ...one, nodeName: free[index % free.length] ?? null, address: `10.244.8.${index + 1}` }));
    return { ...slice, endpoints: [...left, ...again] };
  });
  const pods = (snapshot.kubernetes.pods ?? []).filter((pod) => pod.nodeName !== node || pod.namespace !== namespace);
  return inKubernetes(snapshot, { endpointSlices, pods });
}

type Endpoint = EndpointSlice['endpoints'][number];

/** Nodes that take a pod, those without one first. */
function hostsFor({ kubernetes }: Snapshot, endpoints: readonly Endpoint[]): readonly string[] {
  const isReady = ({ conditions }: ClusterNode): boolean =>
    conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
  const pods = (name: string): number => endpoints.filter(({ nodeName }) => nodeName === name).length;
  const names = (kubernetes.nodes ?? []).filter(isReady).map(({ name }) => name);
  return names.toSorted((a, b) => pods(a) - pods(b));
}

function createBudget(snapshot: Snapshot, line: CommandLine): Snapshot {
  const [{ kind, name, namespace }] = named(line);
  if (kind !== 'poddisruptionbudget') throw new Error(`kubectl create ${kind} is not modelled`);
  const pairs = (line.flags.get('--selector') ?? '').split(',').map((pair) => pair.split('='));
  const selector = Object.fromEntries(pairs.map(([key = '', value = '']) => [key, value]));
  const maxUnavailable = Number(line.flags.get('--max-unavailable'));
  const budget = testBudget({ name, namespace: namespace ?? '', selector, maxUnavailable });
  return inKubernetes(snapshot, { disruptionBudgets: [...(snapshot.kubernetes.disruptionBudgets ?? []), budget] });
}

/** Pods are spread over the nodes as evenly as their number allows. */
function scale(snapshot: Snapshot, line: CommandLine): Snapshot {
  const [object] = named(line);
  const replicas = Number(line.flags.get('--replicas'));
  const edited = editObject(snapshot, object, (before) => ({
    ...before,
    spec: { ...objectAt(before, 'spec'), replicas },
  }));
  const nodes = (snapshot.kubernetes.nodes ?? []).map(({ name }) => name);
  const endpointSlices = (edited.kubernetes.endpointSlices ?? []).map((slice) => ({
    ...slice,
    endpoints: Array.from({ length: replicas }, (_, index) => ({
      address: `10.244.9.${index + 1}`,
      ready: true,
      serving: true,
      terminating: false,
      nodeName: nodes[index % nodes.length] ?? null,
      zone: null,
      podNamespace: slice.namespace,
      podName: `${slice.serviceName}-${index}`,
      hintZones: [],
      hintNodes: [],
    })),
  }));
  return inKubernetes(edited, { endpointSlices });
}
