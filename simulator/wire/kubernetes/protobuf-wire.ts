export interface ProtobufField {
  readonly number: number;
  readonly value: number | Buffer;
}

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

/** The fields of a protobuf message, in their order. Throws a RangeError at what is none, or holds a kind not used here. */
export function readFields(bytes: Buffer): ProtobufField[] {
  const fields: ProtobufField[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tag = varint(bytes, at);
    const kind = tag.value & 7;
    const number = tag.value >> 3;
    const { value, next } = varint(bytes, tag.next);
    if (kind === 2) {
      if (next + value > bytes.length) throw new RangeError(`field ${number} is cut`);
      fields.push({ number, value: bytes.subarray(next, next + value) });
    } else if (kind === 0) fields.push({ number, value });
    else throw new RangeError(`field ${number} is of a kind that is not read`);
    at = kind === 2 ? next + value : next;
  }
  return fields;
}
