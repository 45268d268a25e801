/** No token could be obtained. The message says what each way of signing in answered and what to do. */
export class SignInFailure extends Error {
  override readonly name = 'SignInFailure';
}

const MESSAGE_LENGTH_MAX = 200;

/** Turns whatever a credential threw into one message an operator can act on. */
export function signInFailure(cause: unknown): SignInFailure {
  const attempts = attemptsOf(cause);
  const what = attempts.length === 0 ? 'no reason was given' : attempts.join(' | ');
  return new SignInFailure(`Cannot sign in to Azure: ${what}. ${adviceFor(attempts)}`, { cause });
}

function attemptsOf(cause: unknown): readonly string[] {
  if (cause instanceof Error && 'errors' in cause && Array.isArray(cause.errors) && cause.errors.length > 0) {
    return [...new Set(cause.errors.flatMap(attemptsOf))];
  }
  const message = cause instanceof Error ? cause.message : String(cause);
  const line = message.replaceAll(/\s+/g, ' ').trim().replace(/\.$/, '');
  if (line === '') return [];
  return [line.length > MESSAGE_LENGTH_MAX ? `${line.slice(0, MESSAGE_LENGTH_MAX)}…` : line];
}

function adviceFor(attempts: readonly string[]): string {
  const text = attempts.join('\n');
  if (/federated|AADSTS70021|AADSTS700213|AADSTS700016/i.test(text)) {
    return (
      'Check the federated credential of the workload identity: issuer = OIDC issuer of the cluster, subject = ' +
      'system:serviceaccount:<namespace>:<service account>, audience = api://AzureADTokenExchange.'
    );
  }
  if (/AZURE_TOKEN_CREDENTIALS/.test(text)) return 'Correct or unset the environment variable AZURE_TOKEN_CREDENTIALS.';
  return (
    'Run "az login" on a workstation. In a cluster use a workload identity: pod label azure.workload.identity/use: ' +
    '"true" and a service account annotated with azure.workload.identity/client-id.'
  );
}
