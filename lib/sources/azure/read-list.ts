import type { Parsed } from '../../snapshot/wire/parsed.ts';
import type { ArmRead, ReadContext } from './arm-get.ts';
import { sendArm } from './arm-get.ts';
import { listArm } from './arm-list.ts';
import type { AzureResult } from './azure-result.ts';
import { collected } from './combine-results.ts';
import { parseItems } from './parse-items.ts';

/** How one kind of ARM object is named in messages and read. */
export interface ArmKind<T> {
  readonly name: string;
  readonly parse: (raw: unknown) => Parsed<T>;
}

/** Every object of a list. */
export async function readList<T>(context: ReadContext, read: ArmRead, kind: ArmKind<T>): Promise<AzureResult<T>> {
  const listed = await listArm(context, read);
  if (listed.state !== 'listed') return listed;
  const { items, problems } = parseItems(listed.values, kind.name, kind.parse);
  return collected(items, problems, observedAt(context));
}

/** One object by its id. */
export async function readOne<T>(context: ReadContext, read: ArmRead, kind: ArmKind<T>): Promise<AzureResult<T>> {
  const answer = await sendArm(context, 'GET', read);
  if (answer.state === 'refused') return answer.failure;
  const { items, problems } = parseItems([answer.body], kind.name, kind.parse);
  return collected(items, problems, observedAt(context));
}

export function observedAt(context: ReadContext): string {
  return new Date(context.connection.clock.now()).toISOString();
}
