import { NetworkManagementClient } from '@azure/arm-network';
import type { TokenCredential } from '@azure/core-auth';
import type { Pipeline } from '@azure/core-rest-pipeline';
import { type AttemptPolicyOptions, attemptPolicy } from './attempt-policy.ts';
import { shortRetryPolicy } from './short-retry-policy.ts';
import { createTokenSource } from './token-source.ts';

export interface ArmPipelineOptions extends AttemptPolicyOptions {
  readonly credential: TokenCredential;
  readonly tokenScope: string;
  /** CAs to trust, all of them; null: the usual ones. */
  readonly ca: string | null;
  readonly random: () => number;
}

/** Requests carry their own subscription in the path; the client only needs one to be made. */
const NO_SUBSCRIPTION = '00000000-0000-0000-0000-000000000000';

/**
 * The pipeline of the SDK's network client (signing, claims challenges, proxy, compression, TLS) with our retries and
 * limits in place of its own. Bodies are read as JSON: its deserializers drop fields and take an HTML page for an
 * empty load balancer.
 */
export function createArmPipeline(options: ArmPipelineOptions): Pipeline {
  const { clock, contexts, random, tokenScope, ca } = options;
  const credential = createTokenSource(options.credential, clock);
  const { pipeline } = new NetworkManagementClient(credential, NO_SUBSCRIPTION, {
    credentials: { scopes: [tokenScope] },
    userAgentOptions: { userAgentPrefix: 'aks-ingress-health' },
    ...(ca === null ? {} : { tlsOptions: { ca } }),
  });
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  // ARM does not redirect: following one would be asking a page that nobody meant.
  pipeline.removePolicy({ name: 'redirectPolicy' });
  pipeline.addPolicy(shortRetryPolicy({ clock, contexts, random }), { phase: 'Retry' });
  pipeline.addPolicy(attemptPolicy(options), { afterPhase: 'Retry' });
  return pipeline;
}
