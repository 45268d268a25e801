import { groupVersion, pluralOf, resourceNames, resources } from '../../objects/resources.ts';
import type { ApiAnswer } from './status.ts';

/** How a tag says that text or a message follows, with its length. */
const LENGTH_DELIMITED = 2;

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  return Buffer.from([...bytes, rest]);
}

/** A protobuf field whose value is a text or, put together from its fields, a message. */
function field(number: number, ...value: readonly (string | Buffer)[]): Buffer {
  const content = Buffer.concat(value.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
  return Buffer.concat([varint((number << 3) | LENGTH_DELIMITED), varint(content.length), content]);
}

/** `openapi.v2.Document` of gnostic: for each kind a patch that takes `dryRun`. Numbers are those of its fields. */
function document(): Buffer {
  const dryRun = field(8, field(1, field(2, field(3, field(2, 'query'), field(4, 'dryRun')))));
  const paths = resourceNames.map((name) => {
    const { group, version, kind, namespaced } = resources[name];
    const gvk = JSON.stringify({ group, version, kind });
    const operation = [dryRun, field(13, field(1, 'x-kubernetes-group-version-kind'), field(2, field(2, gvk)))];
    const root = group === '' ? 'api' : 'apis';
    const scope = namespaced ? 'namespaces/{namespace}/' : '';
    const path = `/${root}/${groupVersion(resources[name])}/${scope}${pluralOf(name)}/{name}`;
    return field(2, field(1, path), field(2, field(8, ...operation)));
  });
  const info = field(2, field(1, 'Kubernetes'), field(2, 'simulator'));
  return Buffer.concat([field(1, '2.0'), info, field(8, ...paths)]);
}

/** The older OpenAPI, which kubectl before 1.24 asks for and reads as protobuf only; null when another path is meant. */
export function openApiV2(path: string): ApiAnswer | null {
  if (path !== '/openapi/v2') return null;
  const headers = { 'content-type': 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf' };
  return { status: 200, body: document(), headers };
}
