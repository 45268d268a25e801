import { z } from 'zod';
import type { ArmAnswer, ArmAnswered } from './arm-call.ts';
import { resolveArmLink } from './arm-endpoint.ts';
import { readArmError } from './arm-error-body.ts';
import { failed, requestIdOf } from './arm-failure.ts';
import { type ArmRead, type ReadContext, sendArm } from './arm-get.ts';
import { armOperations } from './arm-operations.ts';
import type { AzureFailure } from './azure-result.ts';
import { readRetryAfterMs } from './retry-after.ts';

export type OperationResult = { readonly state: 'done'; readonly body: object } | AzureFailure;

const POLL_MS = 2_000;
const POLL_MS_MAX = 30_000;
const OPERATION_MS_MAX = 180_000;
const LOST_POLLS_MAX = 2;

const statusSchema = z.object({ status: z.string() });

/**
 * Runs an asynchronous POST to its body: 200 at once, or 202 and polling of Azure-AsyncOperation (then Location)
 * or of Location alone. The server's Retry-After sets the pace; a poll that got lost is repeated.
 */
export async function runOperation(context: ReadContext, read: ArmRead): Promise<OperationResult> {
  const started = await sendArm(context, 'POST', read);
  if (started.state === 'refused') return started.failure;
  if (started.status !== 202) return bodyOf(started, read);
  const async = link(started, 'azure-asyncoperation');
  const location = link(started, 'location');
  const deadline = context.connection.clock.now() + OPERATION_MS_MAX;
  const poll = { context, read, deadline };
  if (async === null && location === null) {
    return failed(read, 'unreadable', 'HTTP 202 without Location or Azure-AsyncOperation: nothing to poll', true);
  }
  if (async === null) return pollUntil(poll, location ?? '', started, isFinalResult);
  const finished = await pollUntil(poll, async, started, isFinalStatus);
  if (finished.state !== 'done') return finished;
  const status = statusSchema.safeParse(finished.body).data?.status ?? 'Succeeded';
  if (!/^succeeded$/i.test(status)) {
    const error = readArmError(finished.body);
    const why = [error.code, error.message].filter(Boolean).join(': ') || 'no reason was given';
    return failed(read, 'server', `the operation ended as ${status}: ${why}`, true);
  }
  if (location === null) return failed(read, 'unreadable', 'the operation succeeded but names no Location', true);
  return pollUntil(poll, location, null, isFinalResult);
}

interface Poll {
  readonly context: ReadContext;
  readonly read: ArmRead;
  readonly deadline: number;
}

/** Polls `target` until `isFinal`. `previous`: the answer whose Retry-After is waited out first; null: ask at once. */
async function pollUntil(
  poll: Poll,
  target: string,
  previous: ArmAnswered | null,
  isFinal: (answer: ArmAnswered) => boolean,
): Promise<OperationResult> {
  const { connection, signal } = poll.context;
  const { clock } = connection;
  let lost = 0;
  let waitMs = previous === null ? 0 : pollWaitMs(previous, clock.now());
  for (;;) {
    if (clock.now() + waitMs > poll.deadline) {
      return failed(poll.read, 'timeout', `no result after ${OPERATION_MS_MAX / 1000} s of polling`, true);
    }
    if (waitMs > 0 && !(await waited(clock.delay(waitMs, signal)))) {
      return failed(poll.read, 'cancelled', 'the read was cancelled', true);
    }
    const answer = await pollOnce(poll, target);
    if (answer.state === 'refused') {
      const { failure } = answer;
      const mayPass = failure.state === 'failed' && ['network', 'timeout', 'server'].includes(failure.cause);
      lost += 1;
      if (!mayPass || lost > LOST_POLLS_MAX) return failure;
      waitMs = POLL_MS * 2 ** lost;
      continue;
    }
    if (isFinal(answer)) return bodyOf(answer, poll.read);
    waitMs = pollWaitMs(answer, clock.now());
  }
}

async function pollOnce(poll: Poll, target: string): Promise<ArmAnswer> {
  const { connection, signal, urgency } = poll.context;
  const subject = `${poll.read.subject} (result)`;
  const resolved = resolveArmLink(connection.endpoint, target);
  if (!resolved.ok) {
    const failure = failed({ subject }, 'refused', `its result link was not followed: ${resolved.message}`, false);
    return { state: 'refused', status: null, code: null, failure };
  }
  const isResult = /\/operationResults\//i.test(new URL(resolved.url).pathname);
  const operation = isResult ? armOperations.pollOperationResult : armOperations.pollOperation;
  return connection.send({
    operation,
    method: 'GET',
    url: resolved.url,
    subject,
    signal,
    urgency,
    emptyBodyStatuses: [202],
  });
}

/** False: the wait was cut short by the caller. */
function waited(delay: Promise<void>): Promise<boolean> {
  return delay.then(
    () => true,
    () => false,
  );
}

const isFinalResult = (answer: ArmAnswered) => answer.status !== 202;

/** An operation resource that answers 200 without a status has succeeded. */
function isFinalStatus(answer: ArmAnswered): boolean {
  const status = statusSchema.safeParse(answer.body).data?.status;
  return status === undefined ? answer.status === 200 : /^(succeeded|failed|cancell?ed)$/i.test(status);
}

function bodyOf(answer: ArmAnswered, read: ArmRead): OperationResult {
  if (answer.body !== undefined) return { state: 'done', body: answer.body };
  return failed(read, 'unreadable', `HTTP ${answer.status} without a body${requestIdOf(answer.headers)}`, true);
}

function link(answer: ArmAnswered, header: string): string | null {
  return answer.headers.get(header) || null;
}

/** "Retry-After: 0" is a server that does not care, not a wish to be asked without pause. */
function pollWaitMs(answer: ArmAnswered, nowMs: number): number {
  const asked = readRetryAfterMs(answer.headers, nowMs);
  return asked === null || asked === 0 ? POLL_MS : Math.min(asked, POLL_MS_MAX);
}
