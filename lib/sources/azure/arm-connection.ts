import { getCACertificates } from 'node:tls';
import type { TokenCredential } from '@azure/core-auth';
import {
  bearerTokenAuthenticationPolicy,
  createDefaultHttpClient,
  createPipelineFromOptions,
  createPipelineRequest,
  type HttpClient,
  type Pipeline,
} from '@azure/core-rest-pipeline';
import { abortable } from './abortable.ts';
import { type ApiVersionMemory, createApiVersionMemory } from './api-versions.ts';
import type { ArmAnswer, ArmCall } from './arm-call.ts';
import { type ArmEndpoint, resolveArmEndpoint } from './arm-endpoint.ts';
import { failureOfException } from './arm-exception.ts';
import { laneOf } from './arm-lane.ts';
import { answerOf } from './arm-response.ts';
import { attemptPolicy } from './attempt-policy.ts';
import { type AzureCloud, azureClouds } from './azure-cloud.ts';
import { createCallBudget } from './call-budget.ts';
import { createCallContexts } from './call-context.ts';
import { type CallObservation, createCallUsage, type SubscriptionUsage } from './call-usage.ts';
import { type Clock, systemClock } from './clock.ts';
import { loopbackHttpClient } from './loopback-http-client.ts';
import { shortRetryPolicy } from './short-retry-policy.ts';
import { createTokenSource } from './token-source.ts';

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

/** Prepares the connection; nothing is sent yet. Not ok: the endpoint is unusable, and the message says why. */
export function connectArm(options: ArmConnectionOptions): ConnectResult {
  const resolved = resolveArmEndpoint(options.cloud ?? azureClouds.AzureCloud, options.armEndpoint);
  if (!resolved.ok) return resolved;
  return { ok: true, connection: createConnection(resolved.endpoint, options) };
}

function createConnection(endpoint: ArmEndpoint, options: ArmConnectionOptions): ArmConnection {
  const clock = options.clock ?? systemClock;
  const budget = createCallBudget(clock);
  const usage = createCallUsage();
  const contexts = createCallContexts();
  const pipeline = createArmPipeline(options, clock);
  pipeline.addPolicy(shortRetryPolicy({ clock, contexts, random: options.random ?? Math.random }), { phase: 'Retry' });
  const attempts = attemptPolicy({
    clock,
    budget,
    contexts,
    timeoutMs: options.attemptTimeoutMs ?? 15_000,
    concurrency: options.concurrency ?? 6,
    observe: (observation) => {
      usage.observe(observation);
      options.onCall?.(observation);
    },
  });
  pipeline.addPolicy(attempts, { afterPhase: 'Retry' });
  const client = options.httpClient ?? createDefaultHttpClient();
  const httpClient = endpoint.loopbackOrigin === null ? client : loopbackHttpClient(client, endpoint.loopbackOrigin);

  return {
    endpoint,
    clock,
    apiVersions: createApiVersionMemory(),
    async send(call) {
      const lane = laneOf(call);
      const request = createPipelineRequest({ url: call.url, method: call.method, timeout: 0 });
      request.headers.set('accept', 'application/json');
      if (call.method === 'POST') request.headers.set('content-length', '0');
      const { operation, signal, urgency } = call;
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
      usage.list().map((subscription) => ({
        ...subscription,
        stretched:
          budget.isStretched(subscription.subscriptionId, 'read') ||
          budget.isStretched(subscription.subscriptionId, 'write'),
      })),
  };
}

function createArmPipeline(options: ArmConnectionOptions, clock: Clock): Pipeline {
  const cloud = options.cloud ?? azureClouds.AzureCloud;
  const pipeline = createPipelineFromOptions({
    userAgentOptions: { userAgentPrefix: 'aks-ingress-health' },
    ...(options.caPem === undefined
      ? {}
      : { tlsOptions: { ca: [...getCACertificates('default'), options.caPem].join('\n') } }),
  });
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  // A redirect is an answer we did not ask for: it would be followed with a signed request.
  pipeline.removePolicy({ name: 'redirectPolicy' });
  const credential = createTokenSource(options.credential, clock);
  pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes: options.tokenScope || cloud.tokenScope }));
  return pipeline;
}
