import type { Finding } from '../../report/finding.ts';
import type { LoadBalancer } from '../../snapshot/load-balancer.ts';
import type { PublicIpAddress } from '../../snapshot/public-ip-address.ts';
import { pinnedIPs, pinnedPublicIpNames } from '../azure/annotations.ts';
import { isInternal } from '../azure/cloud-config.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { azNetwork, shellWord, wordOr } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { patchYaml } from './patch-yaml.ts';
import { serviceFinding } from './service-finding.ts';

const code = 'sku-mismatch';

/** docs/findings/sku-mismatch.md: a public IP of another SKU than the load balancer cannot be put on it. */
export const skuMismatch: ServiceFindingRule = {
  code,
  kind: 'fault',
  check: (service, model) => {
    const pair = mismatch(service, model);
    if (pair === null) return [];
    const { balancer, publicIp } = pair;
    const isWaiting = service.service.ingress.length === 0;
    return [
      serviceFinding(service, {
        code,
        severity: 'high',
        title: `Public IP ${publicIp.name} of ${service.key} has SKU ${publicIp.sku}, load balancer ${balancer.name} has ${balancer.sku}`,
        impact: isWaiting
          ? 'Azure refuses the pair: the Service gets no address, so nobody can connect.'
          : 'Azure refuses the pair at the next change: what exists stays, changes do not arrive.',
        objects: [
          { kind: 'PublicIP', namespace: null, name: publicIp.name },
          { kind: 'LoadBalancer', namespace: null, name: balancer.name },
        ],
        evidence: [
          { text: `sku.name ${publicIp.sku}`, known: 'measured', source: `public IP ${publicIp.name}` },
          { text: `sku.name ${balancer.sku}`, known: 'measured', source: `load balancer ${balancer.name}` },
        ],
        fix: {
          text: 'Make a static public IP of SKU Standard and name it in the annotation azure-pip-name. The address is another one: change DNS first if clients use the name.',
          ...replacement(pair),
        },
        verify: [
          {
            command: azNetwork(model.snapshot, `lb frontend-ip list --lb-name ${shellWord(balancer.name)}`),
            expect: `a frontend with publicIPAddress ${newName(publicIp)}`,
          },
        ],
      }),
    ];
  },
};

function newName({ name }: PublicIpAddress): string {
  return `${name}-standard`;
}

/** In the group of the old one, where the controller looks for it by name. */
function replacement({ balancer, publicIp }: Pair): Pick<Finding['fix'], 'commands' | 'patch'> {
  const isSecond = publicIp.family === 'IPv6';
  const key = `service.beta.kubernetes.io/azure-pip-name${isSecond ? '-ipv6' : ''}`;
  const version = isSecond ? ' --version IPv6' : '';
  const group = wordOr(publicIp.resourceGroup, 'resource group');
  return {
    commands: [
      `az network public-ip create -n ${shellWord(newName(publicIp))} --sku ${balancer.sku} --allocation-method Static${version} -g ${group}`,
    ],
    patch: patchYaml({ metadata: { annotations: { [key]: newName(publicIp) } } }),
  };
}

interface Pair {
  readonly balancer: LoadBalancer;
  readonly publicIp: PublicIpAddress;
}

/** Null: everything fits, or a SKU is not known. */
function mismatch(service: ServiceModel, model: ClusterModel): Pair | null {
  if (service.internal || service.expected.kind === 'ignored') return null;
  for (const { placed } of service.frontends) {
    const publicIp = model.publicIps.get(placed?.frontend.publicIPAddressId?.toLowerCase() ?? '');
    if (placed && publicIp && differs(placed.loadBalancer, publicIp))
      return { balancer: placed.loadBalancer, publicIp };
  }
  const pinned = pinnedAddressesOf(service, model);
  const balancer = (model.snapshot.azure.loadBalancers ?? []).find((lb) => !isInternal(lb.name));
  const publicIp = balancer && pinned.find((candidate) => differs(balancer, candidate));
  return balancer && publicIp ? { balancer, publicIp } : null;
}

function pinnedAddressesOf({ service }: ServiceModel, model: ClusterModel): readonly PublicIpAddress[] {
  const ips = new Set(pinnedIPs(service));
  const names = new Set(pinnedPublicIpNames(service).map((name) => name.toLowerCase()));
  if (ips.size === 0 && names.size === 0) return [];
  return [...model.publicIps.values()].filter(
    (ip) => names.has(ip.name.toLowerCase()) || (ip.ipAddress !== null && ips.has(ip.ipAddress)),
  );
}

function differs(balancer: LoadBalancer, publicIp: PublicIpAddress): boolean {
  if (balancer.sku === null || publicIp.sku === null) return false;
  return balancer.sku.toLowerCase() !== publicIp.sku.toLowerCase();
}
