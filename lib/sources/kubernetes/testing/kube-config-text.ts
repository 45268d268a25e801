import { dumpYaml } from '@kubernetes/client-node';
import { firstCertificate } from './test-certificates.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** A kubeconfig with one context `shop` for a server with the first test certificate. */
export function kubeConfigText(server: string, user: object, cluster: object = {}): string {
  const ca = { 'certificate-authority-data': base64(firstCertificate.cert) };
  return dumpYaml({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'shop',
    clusters: [{ name: 'shop-cluster', cluster: { server, ...ca, ...cluster } }],
    users: [{ name: 'shop-user', user }],
    contexts: [{ name: 'shop', context: { cluster: 'shop-cluster', user: 'shop-user' } }],
  });
}
