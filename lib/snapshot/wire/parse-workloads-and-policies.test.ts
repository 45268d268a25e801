import { describe, expect, test } from 'vitest';
import { parseHorizontalPodAutoscaler } from './parse-horizontal-pod-autoscaler.ts';
import { parseNetworkPolicy } from './parse-network-policy.ts';
import { parsePodDisruptionBudget } from './parse-pod-disruption-budget.ts';
import { parseWorkload } from './parse-workload.ts';

const metadata = { namespace: 'shop', name: 'web', uid: 'u' };

describe('parseWorkload', () => {
  test('reads the strategy where each kind keeps it', () => {
    const rollingUpdate = { maxSurge: '25%', maxUnavailable: 0 };
    const spec = { strategy: { type: 'RollingUpdate', rollingUpdate }, updateStrategy: { type: 'OnDelete' } };
    const strategyOf = (kind: Parameters<typeof parseWorkload>[1]) => {
      const parsed = parseWorkload({ metadata, spec }, kind);
      return parsed.ok ? [parsed.value.strategy, parsed.value.maxSurge, parsed.value.maxUnavailable] : parsed.problem;
    };
    expect(strategyOf('Deployment')).toEqual(['RollingUpdate', '25%', 0]);
    expect(strategyOf('StatefulSet')).toEqual(['OnDelete', null, null]);
    expect(strategyOf('DaemonSet')).toEqual(['OnDelete', null, null]);
    expect(strategyOf('ReplicaSet')).toEqual(['', null, null]);
  });

  test('counts a DaemonSet by the nodes it should run on', () => {
    const status = { desiredNumberScheduled: 7, numberReady: 6, updatedNumberScheduled: 5 };
    expect(parseWorkload({ metadata, spec: {}, status }, 'DaemonSet')).toMatchObject({
      value: { replicas: 7, readyReplicas: 6, updatedReplicas: 5 },
    });
    expect(parseWorkload({ metadata, spec: {} }, 'Deployment')).toMatchObject({ value: { replicas: 1 } });
  });

  test('reads spread and anti-affinity of the template', () => {
    const term = { topologyKey: 'kubernetes.io/hostname', matchLabelKeys: ['pod-template-hash'] };
    const podAntiAffinity = {
      requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'topology.kubernetes.io/zone' }],
      preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: term }],
    };
    const topologySpreadConstraints = [{ ...term, maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway' }];
    const template = { spec: { affinity: { podAntiAffinity }, topologySpreadConstraints } };
    expect(parseWorkload({ metadata, spec: { template } }, 'Deployment')).toMatchObject({
      value: {
        template: {
          antiAffinity: [
            { topologyKey: 'topology.kubernetes.io/zone', required: true, matchLabelKeys: [], selector: null },
            { ...term, required: false },
          ],
          topologySpread: [{ ...term, maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', minDomains: null }],
        },
      },
    });
  });
});

describe('the pod template', () => {
  const templateOf = (spec: object) => {
    const parsed = parseWorkload({ metadata, spec: { template: { spec } } }, 'Deployment');
    if (!parsed.ok) throw new Error(parsed.problem.message);
    return parsed.value.template;
  };

  test('counts init containers that run on among its containers, and only those', () => {
    const initContainers = [{ name: 'migrate' }, { name: 'proxy', restartPolicy: 'Always' }];
    const { containers } = templateOf({ initContainers, containers: [{ name: 'web' }] });
    expect(containers.map(({ name, sidecar }) => [name, sidecar])).toEqual([
      ['proxy', true],
      ['web', false],
    ]);
  });

  test('shares the list of equal containers between pods', () => {
    const spec = { containers: [{ name: 'web', ports: [{ containerPort: 80, hostPort: 80 }, { containerPort: 81 }] }] };
    const [first, second] = [templateOf(spec), templateOf(structuredClone(spec))];
    expect(first.containers[0]?.hostPorts).toEqual([80]);
    expect(second.containers).toBe(first.containers);
  });

  test('does not say whom anti-affinity concerns when it looks at other namespaces', () => {
    const term = { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'web' } } };
    const selectorWith = (more: object) => {
      const required = { requiredDuringSchedulingIgnoredDuringExecution: [{ ...term, ...more }] };
      return templateOf({ affinity: { podAntiAffinity: required } }).antiAffinity[0]?.selector;
    };
    expect(selectorWith({})).toEqual({ matchLabels: { app: 'web' }, matchExpressions: [] });
    expect(selectorWith({ namespaces: ['other'] })).toBeNull();
    expect(selectorWith({ namespaceSelector: {} })).toBeNull();
  });
});

describe('selectors', () => {
  const budget = (selector: unknown) => parsePodDisruptionBudget({ metadata, spec: { selector, minAvailable: '50%' } });

  test('fold expressions that matchLabels could say', () => {
    const matchExpressions = [{ key: 'tier', operator: 'In', values: ['front'] }];
    expect(budget({ matchLabels: { app: 'web' }, matchExpressions })).toMatchObject({
      value: { selector: { app: 'web', tier: 'front' }, minAvailable: '50%', maxUnavailable: null },
    });
  });

  test('keep expressions that they could not, without which they would select too much', () => {
    const matchExpressions = [
      { key: 'tier', operator: 'NotIn', values: ['front'] },
      { key: 'app', operator: 'Exists' },
    ];
    expect(budget({ matchExpressions })).toMatchObject({
      value: { selector: {}, expressions: [matchExpressions[0], { ...matchExpressions[1], values: [] }] },
    });
  });

  test('keep an expression that contradicts matchLabels: together they select nothing', () => {
    const matchExpressions = [{ key: 'app', operator: 'In', values: ['api'] }];
    expect(budget({ matchLabels: { app: 'web' }, matchExpressions })).toMatchObject({
      value: { selector: { app: 'web' }, expressions: matchExpressions },
    });
  });

  test('refuse operators that do not exist', () => {
    const matchExpressions = [{ key: 'tier', operator: 'Like', values: ['front'] }];
    expect(budget({ matchExpressions })).toMatchObject({
      ok: false,
      problem: { object: 'PodDisruptionBudget shop/web', pointer: '/spec/selector/matchExpressions/0/operator' },
    });
  });

  test('refuse none, which selects nothing where an empty one selects everything', () => {
    expect(budget({})).toMatchObject({ ok: true, value: { selector: {} } });
    expect(budget(undefined)).toMatchObject({ problem: { pointer: '/spec/selector' } });
  });
});

describe('parseNetworkPolicy', () => {
  test('isolates ingress unless it says that it is about egress only', () => {
    const isolates = (policyTypes: unknown) => {
      const parsed = parseNetworkPolicy({ metadata, spec: { podSelector: {}, policyTypes } });
      return parsed.ok && parsed.value.isolatesIngress;
    };
    expect([undefined, [], ['Ingress'], ['Ingress', 'Egress'], ['Egress']].map(isolates)).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
  });

  test('reads peers and ports, ranges included', () => {
    const from = [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }, { namespaceSelector: {} }];
    const ports = [{ port: 80, endPort: 82 }, { protocol: 'UDP', port: 'dns' }, {}];
    expect(parseNetworkPolicy({ metadata, spec: { podSelector: {}, ingress: [{ from, ports }] } })).toMatchObject({
      value: {
        ingress: [
          {
            from: [
              { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'], hasPodSelector: false, hasNamespaceSelector: false },
              { cidr: null, except: [], hasPodSelector: false, hasNamespaceSelector: true },
            ],
            ports: [
              { protocol: 'TCP', port: 80, endPort: 82 },
              { protocol: 'UDP', port: 'dns', endPort: null },
              { protocol: 'TCP', port: null, endPort: null },
            ],
          },
        ],
      },
    });
  });
});

test('parseHorizontalPodAutoscaler fills in the minimum of one replica', () => {
  const spec = { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, maxReplicas: 9 };
  expect(parseHorizontalPodAutoscaler({ metadata, spec, status: { currentReplicas: 4 } })).toMatchObject({
    value: { target: { kind: 'Deployment', name: 'web' }, minReplicas: 1, maxReplicas: 9, currentReplicas: 4 },
  });
});
