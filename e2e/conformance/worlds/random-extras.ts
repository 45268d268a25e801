import type { Manifest } from '../../../simulator/kernel/build-cluster.ts';
import type { Dice } from './dice.ts';
import type { Deed } from './random-plan.ts';
import type { ClusterInput } from './random-pools.ts';
import { PREFIX } from './random-service.ts';
import { NAMESPACE } from './random-workload.ts';

/** Everybody who connects in a test, from outside and from within, in both families. */
const ALL_CLIENTS = ['203.0.112.0/20', '10.230.0.0/16', '2001:db8::/32', 'fd00:db8:c11e::/48'];

const SHARED_INTERNAL_ADDRESS = '10.224.1.200';
const SHARED_PUBLIC_IP = 'shared-ip';

interface ServiceParts {
  readonly metadata: { readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: { readonly ports: readonly { readonly port: number }[] } & Readonly<Record<string, unknown>>;
}

/** What `randomService` makes of a Service. */
const partsOf = (manifest: Manifest): ServiceParts =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  manifest as unknown as ServiceParts;

const annotationsOf = (manifest: Manifest): Readonly<Record<string, string>> =>
  partsOf(manifest).metadata.annotations ?? {};

const isInternal = (manifest: Manifest): boolean =>
  annotationsOf(manifest)[`${PREFIX}azure-load-balancer-internal`] === 'true';

const withSpec = (manifest: Manifest, spec: object): Manifest => ({
  ...manifest,
  spec: { ...partsOf(manifest).spec, ...spec },
});

/** The address of its first part, on ports of its own most of the time: a port that is taken is a conflict. */
function onSharedAddress(dice: Dice, manifest: Manifest, index: number): Manifest {
  const pin: Record<string, string> = isInternal(manifest)
    ? { [`${PREFIX}azure-load-balancer-ipv4`]: SHARED_INTERNAL_ADDRESS }
    : { [`${PREFIX}azure-pip-name`]: SHARED_PUBLIC_IP };
  const metadata = { ...manifest.metadata, annotations: { ...annotationsOf(manifest), ...pin } };
  const isApart = index > 0 && !dice.chance(0.2);
  const ports = partsOf(manifest).spec.ports.map((port) => (isApart ? { ...port, port: port.port + 8_000 } : port));
  return withSpec({ ...manifest, metadata }, { ports });
}

/** What leaves nothing over for another Service on the address, or has a place of its own. */
const SPECIAL = ['enable-high-availability-ports', 'internal-subnet', 'health-probe_port'];

const isSharing = (service: Manifest): boolean =>
  !Object.keys(annotationsOf(service)).some((key) => SPECIAL.some((word) => key.endsWith(word)));

/** Two Services of one kind on one address; several load balancers of one cluster cannot share one. */
function shareAddress(dice: Dice, services: readonly Manifest[], cluster: ClusterInput): readonly Manifest[] {
  const ofKind = [true, false].map((internal) =>
    services.filter((service) => isSharing(service) && isInternal(service) === internal),
  );
  const pair = ofKind.find((some) => some.length > 1)?.slice(0, 2);
  if (pair === undefined || (cluster.loadBalancers ?? []).length > 0) return services;
  // Few worlds have two Services that are internal.
  if (!dice.chance(pair.some(isInternal) ? 0.7 : 0.25)) return services;
  return services.map((service) => {
    const place = pair.indexOf(service);
    return place < 0 ? service : onSharedAddress(dice, service, place);
  });
}

function randomExtras(dice: Dice, manifest: Manifest): Manifest {
  const ranges = dice.chance(0.08) ? { loadBalancerSourceRanges: ALL_CLIENTS } : {};
  const ports = dice.chance(0.06) ? { allocateLoadBalancerNodePorts: false } : {};
  return withSpec(manifest, { ...ranges, ...ports });
}

/** Settings of Services beside those that `randomService` gives. */
export function withExtras(dice: Dice, services: readonly Manifest[], cluster: ClusterInput): readonly Manifest[] {
  return shareAddress(
    dice,
    services.map((service) => randomExtras(dice, service)),
    cluster,
  );
}

/** Policies that let in all, none, or all clients, which under Cluster are not who pods see. */
export function randomNetworkPolicies(dice: Dice, apps: readonly string[]): Manifest[] {
  return apps.flatMap((app): Manifest[] => {
    if (!dice.chance(0.1)) return [];
    const from = ALL_CLIENTS.map((cidr) => ({ ipBlock: { cidr } }));
    return [
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: `only-${app}`, namespace: NAMESPACE },
        spec: {
          podSelector: { matchLabels: { app } },
          policyTypes: ['Ingress'],
          ingress: dice.pick<object[]>([[], [{}], [{ from }]]),
        },
      },
    ];
  });
}

/** Machines that die without a word, kubelets that stop or complain, and security rules that somebody wrote. */
export function extraDeeds(dice: Dice, services: readonly Manifest[]): Deed[] {
  const deeds: Deed[] = [];
  for (const word of dice.some(['hang', 'kubelet-stopped', 'kubelet-not-ready'] as const, 0.07))
    deeds.push({ kind: 'node', nth: dice.between(0, 19), do: word });
  if (dice.chance(0.06))
    deeds.push({ kind: 'deny', who: 'AzureLoadBalancer', ports: dice.pick(['*', '30000-32767', '10256']) });
  // Who is let in by a list of its own may have been let in by rules of somebody else as well.
  const hasOwnList = services.some((service) => partsOf(service).spec.loadBalancerSourceRanges !== undefined);
  if (dice.chance(0.08) && !hasOwnList)
    deeds.push({ kind: 'deny', who: 'Internet', ports: dice.pick(['*', '80', '443']) });
  return deeds;
}
