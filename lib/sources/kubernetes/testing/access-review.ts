import type { IncomingMessage } from 'node:http';
import { propertyOf } from '../../../snapshot/wire/plain-object.ts';

/** The verb and the path of the collection that a SelfSubjectAccessReview asks about. */
export async function readAccessReview(incoming: IncomingMessage): Promise<{ verb: string; path: string }> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const review: unknown = JSON.parse(Buffer.concat(chunks).toString());
  const attributes = propertyOf(propertyOf(review, 'spec'), 'resourceAttributes');
  const [group, resource, verb] = ['group', 'resource', 'verb'].map((key) => String(propertyOf(attributes, key)));
  const version = group === 'autoscaling' ? 'v2' : 'v1';
  return { verb: verb ?? '', path: group === '' ? `/api/v1/${resource}` : `/apis/${group}/${version}/${resource}` };
}
