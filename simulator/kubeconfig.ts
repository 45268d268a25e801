export interface KubeconfigOptions {
  readonly name: string;
  readonly server: string;
  readonly caPem: string;
  readonly token: string;
}

/** A kubeconfig with one context, as JSON: every client that reads YAML reads it. */
export function kubeconfigOf({ name, server, caPem, token }: KubeconfigOptions): string {
  const user = `simulator-${name}`;
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    clusters: [{ name, cluster: { server, 'certificate-authority-data': Buffer.from(caPem).toString('base64') } }],
    users: [{ name: user, user: { token } }],
    contexts: [{ name, context: { cluster: name, user, namespace: 'default' } }],
    preferences: {},
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}
