import type { ApiFamily } from './api-versions.ts';
import type { ArmAnswer } from './arm-call.ts';
import type { ArmConnection } from './arm-connection.ts';
import type { ArmOperation } from './arm-operations.ts';
import { armUrl } from './arm-path.ts';
import type { Urgency } from './call-lane.ts';

/** Everything about a read that is not the resource: on whose behalf and how patiently. */
export interface ReadContext {
  readonly connection: ArmConnection;
  readonly signal: AbortSignal | undefined;
  readonly urgency: Urgency;
}

export interface ArmRead {
  readonly operation: ArmOperation;
  readonly family: ApiFamily;
  /** Path from the root, without query. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly subject: string;
}

/** Sends a request by path, in the newest API version that the cloud accepts. */
export async function sendArm(context: ReadContext, method: 'GET' | 'POST', read: ArmRead): Promise<ArmAnswer> {
  const { connection, signal, urgency } = context;
  const { operation, subject } = read;
  let version = connection.apiVersions.current(read.family);
  for (;;) {
    const url = armUrl(connection.endpoint, read.path, { 'api-version': version, ...read.query });
    const emptyBodyStatuses = method === 'POST' ? [202] : [];
    const answer = await connection.send({ operation, method, url, subject, signal, urgency, emptyBodyStatuses });
    const next = answer.state === 'refused' ? connection.apiVersions.next(read.family, version, answer.code) : null;
    if (next === null) return answer;
    version = next;
  }
}
