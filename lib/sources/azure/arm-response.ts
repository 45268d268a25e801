import type { PipelineResponse } from '@azure/core-rest-pipeline';
import type { ArmAnswer, ArmCall, ArmRefused } from './arm-call.ts';
import { failed, refusalOf, requestIdOf } from './arm-failure.ts';

/**
 * Reads an HTTP response as ARM JSON. A 2xx whose body is not a JSON object (a proxy's sign-in page, a cut or
 * empty body) is a failure, never an empty answer.
 */
export function answerOf(
  call: ArmCall,
  response: PipelineResponse,
  moment: { readonly nowMs: number; readonly heldMs: number },
): ArmAnswer {
  const { status, headers } = response;
  const text = response.bodyAsText ?? '';
  const parsed = parseObject(text);
  if (status < 200 || status > 299) {
    return refusalOf({ call, status, headers, body: parsed.ok ? parsed.value : null, ...moment });
  }
  if (parsed.ok) return { state: 'answered', status, headers, body: parsed.value };
  if (text.trim() === '' && call.emptyBodyStatuses?.includes(status)) {
    return { state: 'answered', status, headers, body: undefined };
  }
  return unreadable(call, response, `HTTP ${status} ${parsed.problem}${requestIdOf(headers)}`);
}

function unreadable(call: ArmCall, response: PipelineResponse, why: string): ArmRefused {
  return { state: 'refused', status: response.status, code: null, failure: failed(call, 'unreadable', why, true) };
}

type ParsedBody = { readonly ok: true; readonly value: object } | { readonly ok: false; readonly problem: string };

function parseObject(text: string): ParsedBody {
  if (text.trim() === '') return { ok: false, problem: 'with an empty body instead of JSON' };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ok: true, value };
    return { ok: false, problem: 'with JSON that is not an object' };
  } catch (error) {
    if (text.trimStart().startsWith('<')) {
      return {
        ok: false,
        problem: 'with an HTML page instead of JSON: a proxy or sign-in page answered in place of Azure',
      };
    }
    return { ok: false, problem: `with broken JSON after ${text.length} characters: ${String(error)}` };
  }
}
