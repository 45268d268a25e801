import type { WireService } from '../wire/kubernetes-objects.ts';
import { CREATED_AT } from './arm-ids.ts';
import type { PlannedService } from './plan-services.ts';

export function rawService(service: PlannedService): WireService {
  const clusterIp = `10.0.${service.index >> 8}.${service.index & 255}`;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: service.name,
      namespace: service.namespace,
      uid: service.uid,
      resourceVersion: String(700_000 + service.index),
      creationTimestamp: CREATED_AT,
      finalizers: ['service.kubernetes.io/load-balancer-cleanup'],
      labels: {
        app: service.name,
        'app.kubernetes.io/managed-by': 'Helm',
        'app.kubernetes.io/part-of': service.namespace,
      },
      annotations: {
        'meta.helm.sh/release-name': service.name,
        'meta.helm.sh/release-namespace': service.namespace,
        ...(service.internal ? { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' } : {}),
      },
    },
    spec: {
      type: 'LoadBalancer',
      allocateLoadBalancerNodePorts: true,
      clusterIP: clusterIp,
      clusterIPs: [clusterIp],
      externalTrafficPolicy: service.policy,
      internalTrafficPolicy: 'Cluster',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      ports: service.ports,
      selector: { app: service.name },
      sessionAffinity: service.affinity ? 'ClientIP' : 'None',
      ...(service.affinity ? { sessionAffinityConfig: { clientIP: { timeoutSeconds: 10_800 } } } : {}),
      ...(service.healthCheckNodePort === null ? {} : { healthCheckNodePort: service.healthCheckNodePort }),
      ...(service.sameZone ? { trafficDistribution: 'PreferSameZone' } : {}),
    },
    status: { loadBalancer: { ingress: [{ ip: service.ip, ipMode: 'VIP' }] } },
  };
}
