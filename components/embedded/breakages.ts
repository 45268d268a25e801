import type { EmbeddedState } from '../../lib/report/embedded-state.ts';

type Action = { readonly do: string } & Readonly<Record<string, unknown>>;

/** Something that can be broken and mended. */
export interface Breakage {
  readonly name: string;
  readonly label: string;
  readonly break: Action;
  readonly mend: Action;
}

const deny = { do: 'security-rule', name: 'deny-by-hand', priority: 200 };

/** What can be broken on one node. */
export const nodeBreakages = (node: string): readonly Breakage[] => [
  {
    name: 'machine',
    label: 'machine: hangs',
    break: { do: 'kill', node, how: 'hang' },
    mend: { do: 'revive', node },
  },
  {
    name: 'kube-proxy',
    label: 'kube-proxy: stopped',
    break: { do: 'kube-proxy', node, state: 'stopped' },
    mend: { do: 'kube-proxy', node, state: 'running' },
  },
  {
    name: 'kubelet',
    label: 'kubelet: stopped',
    break: { do: 'kubelet', node, state: 'stopped' },
    mend: { do: 'kubelet', node, state: 'running' },
  },
  {
    name: 'scheduling',
    label: 'scheduling: cordoned',
    break: { do: 'cordon', node },
    mend: { do: 'cordon', node, off: true },
  },
];

/** What can be broken for the whole cluster: its zones, Azure around it, and what is read of it. */
export function clusterBreakages({ nodes }: EmbeddedState): readonly Breakage[] {
  const zones = [...new Set(nodes.flatMap(({ zone }) => zone ?? []))].sort();
  return [
    ...zones.map((zone) => ({
      name: `zone-${zone}`,
      label: `zone ${zone}: dark`,
      break: { do: 'lose-zone', zone },
      mend: { do: 'lose-zone', zone, mend: true },
    })),
    {
      name: 'probe',
      label: 'security group: keeps the probe out',
      break: { ...deny, sources: ['AzureLoadBalancer'] },
      mend: { ...deny, remove: true },
    },
    {
      name: 'clients',
      label: 'security group: keeps clients out',
      break: { ...deny, sources: ['Internet'] },
      mend: { ...deny, remove: true },
    },
    ...armFault('throttled', 'Azure: throttled', '429'),
    ...armFault('forbidden', 'Azure: access refused', '403'),
    ...armFault('failing', 'Azure: answers 500', '500'),
    {
      name: 'api-server',
      label: 'API server: does not answer',
      break: { do: 'api-server', state: 'down' },
      mend: { do: 'api-server', state: 'up' },
    },
  ];
}

const armFault = (name: string, label: string, fault: string): readonly Breakage[] => [
  { name, label, break: { do: 'arm-fault', fault }, mend: { do: 'arm-fault', fault: 'none' } },
];

/** What can be broken in the pods of a workload. */
export const workloadBreakages = (workload: string): readonly Breakage[] => [
  {
    name: 'readiness',
    label: 'not ready',
    break: { do: 'pod', pod: `of:${workload}`, state: 'unready' },
    mend: { do: 'pod', pod: `of:${workload}`, state: 'ready' },
  },
  {
    name: 'answers',
    label: 'hang: accept and never answer',
    break: { do: 'pod', pod: `of:${workload}`, state: 'hung' },
    mend: { do: 'pod', pod: `of:${workload}`, state: 'ready' },
  },
];
