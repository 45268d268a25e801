/**
 * The two reviews kubectl insists on sending in protobuf (`kubectl auth`), read into the JSON they mean. Everything else is
 * refused: clients of the simulator speak JSON.
 */
const MAGIC = 'k8s\u0000';

type Fields = ReadonlyMap<number, Buffer>;

function varint(bytes: Buffer, start: number): { readonly value: number; readonly next: number } {
  let value = 0;
  let factor = 1;
  let at = start;
  for (;;) {
    const byte = bytes[at++];
    if (byte === undefined) throw new RangeError('the message ends within a number');
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return { value, next: at };
    factor *= 128;
  }
}

/** The length-delimited fields of a message; of one that repeats, the last. Numbers are skipped. */
function fieldsOf(bytes: Buffer): Fields {
  const fields = new Map<number, Buffer>();
  let at = 0;
  while (at < bytes.length) {
    const tag = varint(bytes, at);
    const kind = tag.value & 7;
    const next = varint(bytes, tag.next);
    if (kind === 2) fields.set(tag.value >> 3, bytes.subarray(next.next, next.next + next.value));
    else if (kind !== 0) throw new RangeError(`field ${tag.value >> 3} is of a kind that no review has`);
    at = kind === 2 ? next.next + next.value : next.next;
  }
  return fields;
}

const message = (fields: Fields, number: number): Fields => fieldsOf(fields.get(number) ?? Buffer.alloc(0));

const text = (fields: Fields, number: number): string => fields.get(number)?.toString('utf8') ?? '';

function specOf(kind: string, spec: Fields): object {
  if (kind !== 'SelfSubjectAccessReview') return kind === 'SelfSubjectRulesReview' ? { namespace: text(spec, 1) } : {};
  const attributes = message(spec, 1);
  const names = ['namespace', 'verb', 'group', 'version', 'resource', 'subresource', 'name'];
  return { resourceAttributes: Object.fromEntries(names.map((name, index) => [name, text(attributes, index + 1)])) };
}

const REVIEWS = ['SelfSubjectAccessReview', 'SelfSubjectRulesReview', 'SelfSubjectReview'];

/** A review as JSON; null for everything that is none or cannot be read. The body is given byte by byte (latin1). */
export function reviewFromProtobuf(body: string): string | null {
  if (!body.startsWith(MAGIC)) return null;
  try {
    const envelope = fieldsOf(Buffer.from(body.slice(MAGIC.length), 'latin1'));
    const type = message(envelope, 1);
    const kind = text(type, 2);
    if (!REVIEWS.includes(kind)) return null;
    const spec = specOf(kind, message(message(envelope, 2), 2));
    return JSON.stringify({ apiVersion: text(type, 1), kind, metadata: {}, spec });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
