import type { RuleTable } from '../dataplane/rule-table.ts';

/** A virtual machine of a scale set: the truth, which the Node object only reports. */
export interface Machine {
  readonly nodeName: string;
  readonly pool: string;
  readonly scaleSet: string;
  readonly instanceId: number;
  readonly vmId: string;
  /** `1`, `2`, `3`; null in a region without zones. */
  readonly zone: string | null;
  readonly ip: string;
  readonly ipv6: string | null;
  /** Number of the pod network of this node. */
  readonly podNetwork: number;
  readonly spot: boolean;
  readonly createdAt: number;
  /** `hung`: still there for Azure, answers nothing. `deallocated`: stopped, kept. `gone`: deleted from the scale set. */
  power: 'running' | 'hung' | 'deallocated' | 'gone';
  kubelet: 'running' | 'stopped';
  /** What the kubelet says of itself while it runs. */
  kubeletReady: boolean;
  kubeProxy: 'running' | 'stopped' | 'frozen';
  /** What a kube-proxy that no longer runs left behind; null while it runs. */
  heldRules: RuleTable | null;
  /** Azure's own word on the host, which wins over the probe. */
  platform: 'up' | 'down' | null;
  /** When the network plugin is up for the first time: from then on the node can be Ready. */
  networkReadyAt: number;
  podAddresses: number;
  /** Outbound ports its pods want of the load balancer, newest last; empty: a few, as always. */
  outbound: readonly OutboundUse[];
}

export interface OutboundUse {
  readonly at: number;
  readonly ports: number;
}

export const answersPackets = (machine: Machine): boolean => machine.power === 'running';

export const kubeletRuns = (machine: Machine): boolean => machine.power === 'running' && machine.kubelet === 'running';

/** The instance id as the computer name carries it: base 36, six digits. */
export const nodeNameOf = (scaleSet: string, instanceId: number): string =>
  `${scaleSet}${instanceId.toString(36).padStart(6, '0')}`;
