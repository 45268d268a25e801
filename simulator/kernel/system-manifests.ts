import type { Manifest } from './build-cluster.ts';

const labels = { component: 'kube-proxy', tier: 'node' };

/** What runs on every AKS cluster and matters here: kube-proxy on each node, and the cluster's DNS. */
export const systemManifests: readonly Manifest[] = [
  {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'kube-proxy', namespace: 'kube-system', labels },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          hostNetwork: true,
          containers: [{ name: 'kube-proxy', image: 'mcr.microsoft.com/oss/kubernetes/kube-proxy:v1.36.2' }],
          tolerations: [{ operator: 'Exists' }],
        },
      },
    },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'coredns', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
    spec: {
      replicas: 2,
      selector: { matchLabels: { 'k8s-app': 'kube-dns' } },
      template: {
        metadata: { labels: { 'k8s-app': 'kube-dns' } },
        spec: {
          nodeSelector: { 'kubernetes.azure.com/mode': 'system' },
          containers: [{ name: 'coredns', image: 'mcr.microsoft.com/oss/kubernetes/coredns:v1.12.1' }],
        },
      },
    },
  },
];
