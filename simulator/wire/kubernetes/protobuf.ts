import { objectOf } from './protobuf-objects.ts';
import { readFields } from './protobuf-wire.ts';

/**
 * What kubectl insists on sending in protobuf, read into the JSON it means: the reviews of `kubectl auth`, and objects that
 * `kubectl create` makes from flags. Everything else is refused: clients of the simulator speak JSON.
 */
const MAGIC = 'k8s\u0000';

type Fields = ReadonlyMap<number, Buffer>;

/** The length-delimited fields of a message; of one that repeats, the last. */
const fieldsOf = (bytes: Buffer): Fields =>
  new Map(readFields(bytes).flatMap(({ number, value }) => (typeof value === 'number' ? [] : [[number, value]])));

const message = (fields: Fields, number: number): Fields => fieldsOf(fields.get(number) ?? Buffer.alloc(0));

const text = (fields: Fields, number: number): string => fields.get(number)?.toString('utf8') ?? '';

function specOf(kind: string, spec: Fields): object {
  if (kind !== 'SelfSubjectAccessReview') return kind === 'SelfSubjectRulesReview' ? { namespace: text(spec, 1) } : {};
  const attributes = message(spec, 1);
  const names = ['namespace', 'verb', 'group', 'version', 'resource', 'subresource', 'name'];
  return { resourceAttributes: Object.fromEntries(names.map((name, index) => [name, text(attributes, index + 1)])) };
}

const REVIEWS = ['SelfSubjectAccessReview', 'SelfSubjectRulesReview', 'SelfSubjectReview'];

/** A review or an object as JSON; null for every other kind and what cannot be read. The body is given byte by byte (latin1). */
export function jsonFromProtobuf(body: string): string | null {
  if (!body.startsWith(MAGIC)) return null;
  try {
    const envelope = fieldsOf(Buffer.from(body.slice(MAGIC.length), 'latin1'));
    const type = message(envelope, 1);
    const kind = text(type, 2);
    const apiVersion = text(type, 1);
    if (!REVIEWS.includes(kind)) {
      const object = objectOf(apiVersion, kind, envelope.get(2) ?? Buffer.alloc(0));
      return object === null ? null : JSON.stringify({ apiVersion, kind, ...object });
    }
    const spec = specOf(kind, message(message(envelope, 2), 2));
    return JSON.stringify({ apiVersion, kind, metadata: {}, spec });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
