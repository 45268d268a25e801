import { isTrue } from '../../machines/conditions.ts';
import type { KubeObject, LabelSelector } from '../../objects/object-meta.ts';
import type { ObjectOf, ResourceName } from '../../objects/resources.ts';
import { ageOf, ingressOf, podStatus, portsOf, restartsOf, selectorText, targetsOf } from './table-words.ts';

export interface Column<R extends ResourceName> {
  readonly name: string;
  readonly type?: 'string' | 'integer';
  /** 1 for columns that only `-o wide` shows. */
  readonly priority?: 0 | 1;
  readonly cell: (object: ObjectOf<R>, now: number) => string | number;
}

type Columns = { readonly [R in ResourceName]?: readonly Column<R>[] };

const none = '<none>';
const age = { name: 'Age', cell: (object: KubeObject, now: number) => ageOf(object.metadata.creationTimestamp, now) };
const name = { name: 'Name', cell: (object: KubeObject) => object.metadata.name };

const workloadWide = [
  {
    name: 'Containers',
    priority: 1 as const,
    cell: (o: { spec: { template: { spec: { containers: { name: string }[] } } } }) =>
      o.spec.template.spec.containers.map((one) => one.name).join(','),
  },
  {
    name: 'Images',
    priority: 1 as const,
    cell: (o: { spec: { template: { spec: { containers: { image: string }[] } } } }) =>
      o.spec.template.spec.containers.map((one) => one.image).join(','),
  },
  {
    name: 'Selector',
    priority: 1 as const,
    cell: (o: { spec: { selector: LabelSelector } }) => selectorText(o.spec.selector),
  },
];

const address = (type: string) => (o: ObjectOf<'nodes'>) =>
  o.status.addresses?.find((one) => one.type === type)?.address ?? none;
const wordOf = (value: unknown): string => (typeof value === 'string' ? value : '<unknown>');
const info = (field: string) => (o: ObjectOf<'nodes'>) => wordOf(o.status.nodeInfo?.[field]);

const columns: Columns = {
  nodes: [
    name,
    {
      name: 'Status',
      cell: (o) =>
        (isTrue(o.status.conditions, 'Ready') ? 'Ready' : 'NotReady') +
        (o.spec.unschedulable === true ? ',SchedulingDisabled' : ''),
    },
    { name: 'Roles', cell: () => none },
    age,
    { name: 'Version', cell: (o) => o.status.nodeInfo?.kubeletVersion ?? '' },
    { name: 'Internal-IP', priority: 1, cell: address('InternalIP') },
    { name: 'External-IP', priority: 1, cell: address('ExternalIP') },
    { name: 'OS-Image', priority: 1, cell: info('osImage') },
    { name: 'Kernel-Version', priority: 1, cell: info('kernelVersion') },
    { name: 'Container-Runtime', priority: 1, cell: info('containerRuntimeVersion') },
  ],
  pods: [
    name,
    {
      name: 'Ready',
      cell: (o) => `${o.status.containerStatuses?.filter((one) => one.ready).length ?? 0}/${o.spec.containers.length}`,
    },
    { name: 'Status', cell: podStatus },
    { name: 'Restarts', cell: restartsOf },
    age,
    { name: 'IP', priority: 1, cell: (o) => o.status.podIP ?? none },
    { name: 'Node', priority: 1, cell: (o) => o.spec.nodeName ?? none },
    { name: 'Nominated Node', priority: 1, cell: () => none },
    { name: 'Readiness Gates', priority: 1, cell: () => none },
  ],
  services: [
    name,
    { name: 'Type', cell: (o) => o.spec.type },
    { name: 'Cluster-IP', cell: (o) => o.spec.clusterIP ?? none },
    { name: 'External-IP', cell: ingressOf },
    { name: 'Port(s)', cell: portsOf },
    age,
    { name: 'Selector', priority: 1, cell: (o) => selectorText({ matchLabels: o.spec.selector ?? {} }) },
  ],
  endpointslices: [
    name,
    { name: 'AddressType', cell: (o) => o.addressType },
    { name: 'Ports', cell: (o) => o.ports.map((port) => `${port.port}`).join(',') || '<unset>' },
    {
      name: 'Endpoints',
      cell: (o) =>
        o.endpoints
          .slice(0, 3)
          .flatMap((one) => one.addresses)
          .join(',') + (o.endpoints.length > 3 ? ` + ${o.endpoints.length - 3} more...` : '') || '<unset>',
    },
    age,
  ],
  deployments: [
    name,
    { name: 'Ready', cell: (o) => `${o.status.readyReplicas ?? 0}/${o.spec.replicas}` },
    { name: 'Up-to-date', type: 'integer', cell: (o) => o.status.updatedReplicas ?? 0 },
    { name: 'Available', type: 'integer', cell: (o) => o.status.availableReplicas ?? 0 },
    age,
    ...workloadWide,
  ],
  replicasets: [
    name,
    { name: 'Desired', type: 'integer', cell: (o) => o.spec.replicas },
    { name: 'Current', type: 'integer', cell: (o) => o.status.replicas },
    { name: 'Ready', type: 'integer', cell: (o) => o.status.readyReplicas ?? 0 },
    age,
    ...workloadWide,
  ],
  statefulsets: [
    name,
    { name: 'Ready', cell: (o) => `${o.status.readyReplicas ?? 0}/${o.spec.replicas}` },
    age,
    ...workloadWide.slice(0, 2),
  ],
  daemonsets: [
    name,
    { name: 'Desired', type: 'integer', cell: (o) => o.status.desiredNumberScheduled },
    { name: 'Current', type: 'integer', cell: (o) => o.status.currentNumberScheduled },
    { name: 'Ready', type: 'integer', cell: (o) => o.status.numberReady },
    { name: 'Up-to-date', type: 'integer', cell: (o) => o.status.updatedNumberScheduled ?? 0 },
    { name: 'Available', type: 'integer', cell: (o) => o.status.numberAvailable ?? 0 },
    { name: 'Node Selector', cell: (o) => selectorText({ matchLabels: o.spec.template.spec.nodeSelector ?? {} }) },
    age,
    ...workloadWide,
  ],
  poddisruptionbudgets: [
    name,
    { name: 'Min Available', cell: (o) => o.spec.minAvailable ?? 'N/A' },
    { name: 'Max Unavailable', cell: (o) => o.spec.maxUnavailable ?? 'N/A' },
    { name: 'Allowed Disruptions', type: 'integer', cell: (o) => o.status.disruptionsAllowed },
    age,
  ],
  horizontalpodautoscalers: [
    name,
    { name: 'Reference', cell: (o) => `${o.spec.scaleTargetRef.kind}/${o.spec.scaleTargetRef.name}` },
    { name: 'Targets', cell: targetsOf },
    { name: 'MinPods', type: 'integer', cell: (o) => o.spec.minReplicas },
    { name: 'MaxPods', type: 'integer', cell: (o) => o.spec.maxReplicas },
    { name: 'Replicas', type: 'integer', cell: (o) => o.status.currentReplicas },
    age,
  ],
  networkpolicies: [name, { name: 'Pod-Selector', cell: (o) => selectorText(o.spec.podSelector) || none }, age],
  ingresses: [
    name,
    { name: 'Class', cell: (o) => o.spec.ingressClassName ?? none },
    { name: 'Hosts', cell: (o) => o.spec.rules?.map((rule) => rule.host ?? '*').join(',') ?? '*' },
    { name: 'Address', cell: (o) => o.status.loadBalancer.ingress?.map(({ ip }) => ip ?? '').join(',') ?? '' },
    { name: 'Ports', cell: (o) => (o.spec.tls === undefined ? '80' : '80, 443') },
    age,
  ],
  gateways: [
    name,
    { name: 'Class', cell: (o) => o.spec.gatewayClassName },
    { name: 'Address', cell: (o) => o.status.addresses?.[0]?.value ?? '' },
    { name: 'Programmed', cell: (o) => o.status.conditions?.find(({ type }) => type === 'Programmed')?.status ?? '' },
    age,
  ],
  httproutes: [name, { name: 'Hostnames', cell: (o) => JSON.stringify(o.spec.hostnames ?? []) }, age],
  virtualservices: [
    name,
    { name: 'Gateways', cell: (o) => JSON.stringify(o.spec.gateways ?? []) },
    { name: 'Hosts', cell: (o) => JSON.stringify(o.spec.hosts) },
    age,
  ],
  leases: [name, { name: 'Holder', cell: (o) => o.spec.holderIdentity ?? none }, age],
  namespaces: [name, { name: 'Status', cell: (o) => o.status.phase }, age],
  events: [
    { name: 'Last Seen', cell: (o, now) => ageOf(o.lastTimestamp ?? o.metadata.creationTimestamp, now) },
    { name: 'Type', cell: (o) => o.type ?? '' },
    { name: 'Reason', cell: (o) => o.reason ?? '' },
    { name: 'Object', cell: (o) => `${(o.involvedObject.kind ?? '').toLowerCase()}/${o.involvedObject.name}` },
    { name: 'Source', priority: 1, cell: (o) => o.source?.component ?? '' },
    { name: 'Message', cell: (o) => (o.message ?? '').trim() },
    { name: 'Count', type: 'integer', priority: 1, cell: (o) => o.count ?? 1 },
    { name: 'Name', priority: 1, cell: (o) => o.metadata.name },
  ],
};

/** The columns of a kind; one without columns of its own shows name and age. */
export const columnsOf = <R extends ResourceName>(resource: R): readonly Column<R>[] => {
  const own: readonly Column<R>[] | undefined = columns[resource];
  return own ?? [name, age];
};
