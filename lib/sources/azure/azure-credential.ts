import type { TokenCredential } from '@azure/core-auth';
import { type AzureCloud, cloudOfAuthority } from './azure-cloud.ts';
import { signInFailure } from './sign-in-failure.ts';

export type CredentialResult =
  | { readonly ok: true; readonly credential: TokenCredential; readonly cloud: AzureCloud }
  | { readonly ok: false; readonly message: string };

/**
 * The credential of this process: the default chain (environment, workload identity, managed identity, developer
 * tools), narrowed by AZURE_TOKEN_CREDENTIALS. Call it once and share the result: it caches tokens. Nothing is
 * signed in yet; that happens at the first request. The cloud follows AZURE_AUTHORITY_HOST unless given.
 */
export async function createAzureCredential(cloud?: AzureCloud): Promise<CredentialResult> {
  const authorityHost = process.env.AZURE_AUTHORITY_HOST || cloud?.authorityHost;
  try {
    const { DefaultAzureCredential } = await import('@azure/identity');
    const credential = new DefaultAzureCredential(authorityHost === undefined ? {} : { authorityHost });
    return { ok: true, credential, cloud: cloud ?? cloudOfAuthority(authorityHost) };
  } catch (error) {
    return { ok: false, message: signInFailure(error).message };
  }
}
