import type { PipelineRequest } from '@azure/core-rest-pipeline';
import type { CallLane, Urgency } from './call-lane.ts';

/** What the policies must know of a request beyond what goes over the wire. */
export interface CallContext {
  readonly operation: string;
  readonly lane: CallLane;
  readonly signal: AbortSignal | undefined;
  readonly urgency: Urgency;
}

export interface CallContexts {
  attach(request: PipelineRequest, context: CallContext): void;
  of(request: PipelineRequest): CallContext;
}

export function createCallContexts(): CallContexts {
  const contexts = new WeakMap<PipelineRequest, CallContext>();
  return {
    attach: (request, context) => {
      contexts.set(request, context);
    },
    of(request) {
      const context = contexts.get(request);
      if (!context) throw new Error(`request ${request.method} ${request.url} was sent past the ARM connection`);
      return context;
    },
  };
}
