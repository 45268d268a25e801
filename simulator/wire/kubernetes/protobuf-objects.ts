import { readFields } from './protobuf-wire.ts';

/** `of` makes the value from every time that the field is there. */
interface FieldShape {
  readonly name: string;
  readonly of: (all: readonly (number | Buffer)[]) => unknown;
}

type Shape = Readonly<Record<number, FieldShape>>;

const text = (bytes: Buffer): string => bytes.toString('utf8');

const numberOf = (bytes: Buffer, field: number): number => {
  const found = readFields(bytes).find(({ number }) => number === field)?.value;
  return typeof found === 'number' ? found : 0;
};

const bytesOf = (bytes: Buffer, field: number): Buffer => {
  const found = readFields(bytes).find(({ number }) => number === field)?.value;
  return found instanceof Buffer ? found : Buffer.alloc(0);
};

/** Field 1 says which of the two it is. */
const intOrString = (bytes: Buffer): number | string =>
  numberOf(bytes, 1) === 0 ? numberOf(bytes, 2) : text(bytesOf(bytes, 3));

const entry = (bytes: Buffer): readonly [string, string] => [text(bytesOf(bytes, 1)), text(bytesOf(bytes, 2))];

/** An empty text is how protobuf says that there is none. */
function messageOf(shape: Shape): (bytes: Buffer) => Record<string, unknown> {
  return (bytes) => {
    const object: Record<string, unknown> = {};
    const fields = readFields(bytes);
    for (const [number, { name, of }] of Object.entries(shape)) {
      const all = fields.flatMap((field) => (field.number === Number(number) ? [field.value] : []));
      const value = all.length === 0 ? undefined : of(all);
      if (value !== undefined && value !== '') object[name] = value;
    }
    return object;
  };
}

const inBytes = (all: readonly (number | Buffer)[]): Buffer[] =>
  all.flatMap((value) => (typeof value === 'number' ? [] : [value]));

const one = (name: string, read: (bytes: Buffer) => unknown): FieldShape => ({
  name,
  of: (all) => read(inBytes(all).at(-1) ?? Buffer.alloc(0)),
});

const count = (name: string): FieldShape => ({ name, of: (all) => all.at(-1) });

const list = (name: string, read: (bytes: Buffer) => unknown): FieldShape => ({
  name,
  of: (all) => inBytes(all).map(read),
});

const names = (name: string): FieldShape => ({ name, of: (all) => Object.fromEntries(inBytes(all).map(entry)) });

const metadata = one(
  'metadata',
  messageOf({
    1: one('name', text),
    2: one('generateName', text),
    3: one('namespace', text),
    11: names('labels'),
    12: names('annotations'),
  }),
);

const requirement = messageOf({
  1: one('key', text),
  2: one('operator', text),
  3: list('values', text),
});

const selector = messageOf({
  1: names('matchLabels'),
  2: list('matchExpressions', requirement),
});

const budgetSpec = messageOf({
  1: one('minAvailable', intOrString),
  2: one('selector', selector),
  3: one('maxUnavailable', intOrString),
  4: one('unhealthyPodEvictionPolicy', text),
});

const containerPort = messageOf({ 1: one('name', text), 3: count('containerPort'), 4: one('protocol', text) });

const container = messageOf({
  1: one('name', text),
  2: one('image', text),
  3: list('command', text),
  4: list('args', text),
  6: list('ports', containerPort),
});

const podTemplate = messageOf({
  1: metadata,
  2: one('spec', messageOf({ 2: list('containers', container), 3: one('restartPolicy', text) })),
});

const deploymentSpec = messageOf({
  1: count('replicas'),
  2: one('selector', selector),
  3: one('template', podTemplate),
});

const target = messageOf({ 1: one('kind', text), 2: one('name', text), 3: one('apiVersion', text) });

const metricTarget = messageOf({ 1: one('type', text), 4: count('averageUtilization') });

const metric = messageOf({
  1: one('type', text),
  4: one('resource', messageOf({ 1: one('name', text), 2: one('target', metricTarget) })),
});

const autoscalerSpec = messageOf({
  1: one('scaleTargetRef', target),
  2: count('minReplicas'),
  3: count('maxReplicas'),
  4: list('metrics', metric),
});

const oldAutoscalerSpec = messageOf({
  1: one('scaleTargetRef', target),
  2: count('minReplicas'),
  3: count('maxReplicas'),
  4: count('targetCPUUtilizationPercentage'),
});

const OLD_AUTOSCALER: Shape = { 1: metadata, 2: one('spec', oldAutoscalerSpec) };

const KINDS: Readonly<Record<string, Shape>> = {
  Namespace: { 1: metadata },
  Deployment: { 1: metadata, 2: one('spec', deploymentSpec) },
  HorizontalPodAutoscaler: { 1: metadata, 2: one('spec', autoscalerSpec) },
  PodDisruptionBudget: { 1: metadata, 2: one('spec', budgetSpec) },
};

/** The parts of an object of a kind that `kubectl create` or `kubectl autoscale` sends; null: of another kind. */
export function objectOf(apiVersion: string, kind: string, bytes: Buffer): Record<string, unknown> | null {
  const shape = apiVersion === 'autoscaling/v1' ? OLD_AUTOSCALER : KINDS[kind];
  return shape === undefined ? null : messageOf(shape)(bytes);
}
