import type { WireObject } from './fake-collection.ts';

type Labels = Readonly<Record<string, string>>;

/** Just enough of each kind for its parser; uids are made from names. */
export function wireService(key: string, selector: Labels | null, type = 'LoadBalancer'): WireObject {
  const ports = [{ port: 80, protocol: 'TCP', nodePort: 30_080 }];
  return { metadata: { ...nameOf(key), uid: `uid-${key}` }, spec: { type, ports, ...(selector ? { selector } : {}) } };
}

export function wireSlice(key: string, service: string, address = '10.0.0.1'): WireObject {
  return {
    metadata: { ...nameOf(key), labels: { 'kubernetes.io/service-name': service } },
    addressType: 'IPv4',
    ports: [{ name: '', protocol: 'TCP', port: 8080 }],
    endpoints: [{ addresses: [address], conditions: { ready: true } }],
  };
}

export function wireNode(name: string): WireObject {
  return { metadata: { name, uid: `uid-${name}` }, spec: {}, status: {} };
}

export function wirePod(key: string, labels: Labels): WireObject {
  const spec = { containers: [{ name: 'main' }] };
  return { metadata: { ...nameOf(key), uid: `uid-${key}`, labels }, spec, status: { phase: 'Running' } };
}

export function wireWorkload(key: string): WireObject {
  const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'main' }] } };
  const spec = { replicas: 2, selector: { matchLabels: { app: 'web' } }, template };
  return { metadata: { ...nameOf(key), uid: `uid-${key}` }, spec };
}

export function wireEvent(key: string, kind: string, name: string): WireObject {
  return {
    metadata: nameOf(key),
    involvedObject: { kind, name },
    type: 'Normal',
    reason: 'Testing',
    message: 'a test',
  };
}

export function wireLease(node: string, renewTime: string): WireObject {
  return { metadata: nameOf(`kube-node-lease/${node}`), spec: { renewTime, leaseDurationSeconds: 40 } };
}

function nameOf(key: string): { readonly namespace: string; readonly name: string } {
  const [namespace = '', name = ''] = key.split('/');
  return { namespace, name };
}
