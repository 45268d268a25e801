export interface ResourceUse {
  /** Plain name. */
  readonly title: string;
  readonly usedFor: string;
  readonly without: string;
  /** It comes with an add-on: a cluster without it is whole. */
  readonly addOn?: true;
}

const unknownUse: Omit<ResourceUse, 'title'> = {
  usedFor: 'Details of the pages that show it',
  without: 'These details are missing; the rest is shown.',
};

const workloadUse = use('Workloads', 'Rollout and shutdown settings', 'The lifecycle panel is empty.');

const hostUse = use('Routes', 'Which host names enter through a Service', 'Host names from these are not found.');
const addOnUse = { ...hostUse, addOn: true } as const;

/** Resource of a source, lower case → what the pages need it for. */
const uses: Readonly<Record<string, ResourceUse>> = {
  services: use('Services', 'The list of what is looked at', 'Nothing can be shown.'),
  endpointslices: use('EndpointSlices', 'Which pods get connections', 'Shares and verdicts are unknown.'),
  nodes: use('Nodes', 'Pools, zones, spot machines, the join with Azure', 'Verdicts are unknown.'),
  pods: use('Pods', 'Names and readiness behind endpoints', 'Endpoints are shown by address; no lifecycle.'),
  workloads: workloadUse,
  deployments: { ...workloadUse, title: 'Deployments' },
  replicasets: { ...workloadUse, title: 'ReplicaSets' },
  statefulsets: { ...workloadUse, title: 'StatefulSets' },
  daemonsets: { ...workloadUse, title: 'DaemonSets' },
  disruptionbudgets: use(
    'PodDisruptionBudgets',
    'Whether a drain can take all pods',
    'Findings about drains are missing.',
  ),
  poddisruptionbudgets: use(
    'PodDisruptionBudgets',
    'Whether a drain can take all pods',
    'Findings about drains are missing.',
  ),
  autoscalers: use('HorizontalPodAutoscalers', 'The smallest number of pods', 'Findings about scaling are missing.'),
  horizontalpodautoscalers: use(
    'HorizontalPodAutoscalers',
    'The smallest number of pods',
    'Findings about scaling are missing.',
  ),
  networkpolicies: use(
    'NetworkPolicies',
    'Whether ingress is blocked inside the cluster',
    'A blocked ingress is not explained.',
  ),
  ingresses: { ...hostUse, title: 'Ingresses' },
  gateways: { ...addOnUse, title: 'Gateways (Gateway API)' },
  httproutes: { ...addOnUse, title: 'HTTPRoutes' },
  tlsroutes: { ...addOnUse, title: 'TLSRoutes' },
  grpcroutes: { ...addOnUse, title: 'GRPCRoutes' },
  istiogateways: { ...addOnUse, title: 'Gateways (Istio)' },
  virtualservices: { ...addOnUse, title: 'VirtualServices' },
  events: use('Events', 'What the controllers said', 'Failed reconciles are not explained.'),
  leases: use('Leases of kube-node-lease', 'When a node was last alive', 'A dead node is noticed about 40 s later.'),
  loadbalancers: use('Load balancers', 'Frontends, rules, probes, pools', 'Azure’s side is computed, not read.'),
  publicipaddresses: use('Public IP addresses', 'Addresses of frontends', 'Frontends are matched by name only.'),
  networksecuritygroups: use(
    'Network security groups',
    'Whether clients and probes get through',
    'A blocking rule is not found.',
  ),
  scalesets: use('Scale sets', 'Which machines are spot', 'Spot machines are known from labels only.'),
  scalesetvms: use(
    'Scale set machines',
    'Machines that are gone or stopped',
    'A lost machine is noticed by its silence only.',
  ),
  networkinterfaces: use(
    'Network interfaces',
    'Which pool member is which node',
    'Some pool members have no node name.',
  ),
  managedcluster: use('Managed cluster', 'Probe mode and load balancer profile', 'The default probe mode is assumed.'),
  loadbalancermetrics: use(
    'Metrics of load balancers',
    'Availability over the last minutes, use of SNAT ports',
    'There are no series.',
  ),
  rulehealth: use(
    'Health of load balancing rules',
    'What Azure’s probes see on each node',
    'Probe states are computed, not measured.',
  ),
  observed: use(
    'Answers seen on nodes',
    'What kube-proxy answers on the nodes themselves',
    'Azure’s answers and computed ones have no second witness.',
  ),
};

export function resourceUse(resource: string): ResourceUse {
  return uses[resource.toLowerCase()] ?? { title: resource, ...unknownUse };
}

function use(title: string, usedFor: string, without: string): ResourceUse {
  return { title, usedFor, without };
}
