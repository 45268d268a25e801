import type { TokenCredential } from '@azure/core-auth';
import {
  createDefaultHttpClient,
  createPipelineRequest,
  type HttpClient,
  type PipelineRequest,
} from '@azure/core-rest-pipeline';
import { abortable } from './abortable.ts';
import { type ApiVersionMemory, createApiVersionMemory } from './api-versions.ts';
import type { ArmAnswer, ArmCall } from './arm-call.ts';
import { type ArmEndpoint, resolveArmEndpoint } from './arm-endpoint.ts';
import { failureOfException } from './arm-exception.ts';
import { laneOf } from './arm-lane.ts';
import { createArmPipeline } from './arm-pipeline.ts';
import { answerOf } from './arm-response.ts';
import { type AzureCloud, azureClouds } from './azure-cloud.ts';
import { trustedCa } from './ca-pem.ts';
import { createCallBudget } from './call-budget.ts';
import { createCallContexts } from './call-context.ts';
import { type CallObservation, createCallUsage, type SubscriptionUsage } from './call-usage.ts';
import { type Clock, systemClock } from './clock.ts';
import { loopbackHttpClient } from './loopback-http-client.ts';

export interface ArmConnectionOptions {
  readonly credential: TokenCredential;
  /** Default: the public cloud. */
  readonly cloud?: AzureCloud;
  /** Custom endpoint: https, or http on loopback. Default: the cloud's. */
  readonly armEndpoint?: string;
  /** PEM of a CA to trust beside the usual ones. */
  readonly caPem?: string;
  /** Default: the cloud's. Azure Stack needs its own. */
  readonly tokenScope?: string;
  readonly httpClient?: HttpClient;
  readonly clock?: Clock;
  readonly random?: () => number;
  /** One HTTP request, from connecting to the last byte. Default 15 000. */
  readonly attemptTimeoutMs?: number;
  /** Requests under way at the same time. Default 6. */
  readonly concurrency?: number;
  /** Called after every HTTP request, for metrics. */
  readonly onCall?: (observation: CallObservation) => void;
}

/** The way to ARM shared by all clusters of a process: one credential, one budget, one pool of connections. */
export interface ArmConnection {
  readonly endpoint: ArmEndpoint;
  readonly clock: Clock;
  readonly apiVersions: ApiVersionMemory;
  /** Sends one request. Never rejects on what Azure or the network may do. */
  send(call: ArmCall): Promise<ArmAnswer>;
  /** What each subscription was asked so far. */
  usage(): readonly (SubscriptionUsage & { readonly stretched: boolean })[];
}

export type ConnectResult =
  | { readonly ok: true; readonly connection: ArmConnection }
  | { readonly ok: false; readonly message: string };

/** Prepares the connection; nothing is sent yet. Not ok: endpoint or CA are unusable, and the message says why. */
export function connectArm(options: ArmConnectionOptions): ConnectResult {
  const resolved = resolveArmEndpoint(options.cloud ?? azureClouds.AzureCloud, options.armEndpoint);
  if (!resolved.ok) return resolved;
  const ca = options.caPem === undefined ? null : trustedCa(options.caPem);
  if (ca?.ok === false) return ca;
  return { ok: true, connection: createConnection(resolved.endpoint, ca?.pem ?? null, options) };
}

function createConnection(endpoint: ArmEndpoint, ca: string | null, options: ArmConnectionOptions): ArmConnection {
  const { credential, cloud = azureClouds.AzureCloud, clock = systemClock, random = Math.random } = options;
  const { attemptTimeoutMs: timeoutMs = 15_000, concurrency = 6 } = options;
  const budget = createCallBudget(clock);
  const usage = createCallUsage();
  const contexts = createCallContexts();
  const observe = (observation: CallObservation) => {
    usage.observe(observation);
    options.onCall?.(observation);
  };
  const tokenScope = options.tokenScope || cloud.tokenScope;
  const limits = { timeoutMs, concurrency, budget, contexts, observe };
  const pipeline = createArmPipeline({ credential, tokenScope, ca, clock, random, ...limits });
  const client = options.httpClient ?? createDefaultHttpClient();
  const httpClient = endpoint.loopbackOrigin === null ? client : loopbackHttpClient(client, endpoint.loopbackOrigin);

  return {
    endpoint,
    clock,
    apiVersions: createApiVersionMemory(),
    async send(call) {
      const lane = laneOf(call);
      const { operation, signal, urgency } = call;
      const request = requestOf(call);
      contexts.attach(request, { operation: operation.name, lane, signal, urgency });
      try {
        const response = await abortable(pipeline.sendRequest(httpClient, request), signal);
        return answerOf(call, response, { nowMs: clock.now(), heldMs: budget.heldMs(lane) });
      } catch (error) {
        const failure = failureOfException(call, error);
        if (!failure) throw error;
        return { state: 'refused', status: null, code: null, failure };
      }
    },
    usage: () =>
      usage.list().map((used) => {
        const { subscriptionId: id } = used;
        return { ...used, stretched: budget.isStretched(id, 'read') || budget.isStretched(id, 'write') };
      }),
  };
}

function requestOf(call: ArmCall): PipelineRequest {
  const request = createPipelineRequest({ url: call.url, method: call.method, timeout: 0 });
  request.headers.set('accept', 'application/json');
  if (call.method === 'POST') request.headers.set('content-length', '0');
  return request;
}
