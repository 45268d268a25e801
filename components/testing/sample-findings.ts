import type { Finding } from '../../lib/report/finding.ts';

const service = { namespace: 'shop', name: 'checkout' };

export const sampleFindings: readonly Finding[] = [
  {
    code: 'endpoints-on-lost-node',
    severity: 'high',
    title: 'Node aks-spot-18304512-vmss000001 stopped answering 41 s ago and still holds 1 of 7 ready endpoints',
    impact: '14.3 % of new connections time out on every node until the endpoint is removed, about 9 s from now.',
    service,
    objects: [{ kind: 'Node', namespace: null, name: 'aks-spot-18304512-vmss000001' }],
    evidence: [
      { text: 'Last heartbeat 2026-11-06T03:11:26Z, 41 s ago', known: 'measured', source: 'Lease kube-node-lease' },
      { text: 'Endpoint 10.244.8.4 is still ready', known: 'measured', source: 'EndpointSlice shop/checkout-x7k2p' },
      { text: 'Endpoints are removed after 50 s', known: 'assumed', source: 'node-monitor-grace-period' },
    ],
    fix: {
      text: 'Delete the pod of the lost machine; its endpoint goes at once.',
      commands: ['kubectl --context prod-weu -n shop delete pod checkout-7d9f6c5b8-xx80 --grace-period=0 --force'],
      patch: null,
    },
    verify: [
      {
        command: 'kubectl --context prod-weu -n shop get endpointslices -l kubernetes.io/service-name=checkout -o wide',
        expect: '10.244.8.4 is no longer listed',
      },
    ],
    doc: 'docs/findings/endpoints-on-lost-node.md',
  },
  {
    code: 'pods-unevenly-spread',
    severity: 'medium',
    title: 'Under Local the hottest pod would get 2.25 times its fair share',
    impact: 'The pod alone on its node is full when the others use 44 % of what they can.',
    service,
    objects: [{ kind: 'Deployment', namespace: 'shop', name: 'checkout' }],
    evidence: [{ text: '4 nodes hold 3, 1, 1 and 1 ready pods', known: 'computed', source: 'EndpointSlices' }],
    fix: {
      text: 'Spread the pods over the nodes.',
      commands: [],
      patch:
        'spec:\n  template:\n    spec:\n      topologySpreadConstraints:\n        - maxSkew: 1\n          topologyKey: kubernetes.io/hostname\n          whenUnsatisfiable: ScheduleAnyway',
    },
    verify: [],
    doc: 'docs/findings/pods-unevenly-spread.md',
  },
];
