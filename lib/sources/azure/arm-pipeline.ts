import type { TokenCredential } from '@azure/core-auth';
import { bearerTokenAuthenticationPolicy, createPipelineFromOptions, type Pipeline } from '@azure/core-rest-pipeline';
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

/** The Azure SDK's own pipeline (signing, proxy, compression, TLS) with our retries and limits in place of its own. */
export function createArmPipeline(options: ArmPipelineOptions): Pipeline {
  const { clock, contexts, random, tokenScope, ca } = options;
  const pipeline = createPipelineFromOptions({
    userAgentOptions: { userAgentPrefix: 'aks-ingress-health' },
    ...(ca === null ? {} : { tlsOptions: { ca } }),
  });
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  // ARM does not redirect: following one would be asking a page that nobody meant.
  pipeline.removePolicy({ name: 'redirectPolicy' });
  const credential = createTokenSource(options.credential, clock);
  pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes: tokenScope }));
  pipeline.addPolicy(shortRetryPolicy({ clock, contexts, random }), { phase: 'Retry' });
  pipeline.addPolicy(attemptPolicy(options), { afterPhase: 'Retry' });
  return pipeline;
}
