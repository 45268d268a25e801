import type { Finding } from '../../report/finding.ts';
import { type AddressSpan, coveringPrefix, isEverything, spansOf, uncovered } from '../azure/address-spans.ts';
import { annotation } from '../azure/annotations.ts';
import { parseRange } from '../azure/ip-range.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { podSpans } from '../cluster/pod-spans.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { fieldCommand, kubectlFor, shellWord } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { patchYaml } from './patch-yaml.ts';
import { firstRule } from './rotation-members.ts';
import { serviceFinding } from './service-finding.ts';
import { names } from './wording.ts';

const code = 'source-ranges-exclude-callers';

/** docs/findings/source-ranges-exclude-callers.md: kube-proxy drops callers that somebody meant to let in. */
export const sourceRangesExcludeCallers: ServiceFindingRule = {
  code,
  kind: 'risk',
  check: (service, model) => {
    const ranges = service.service.loadBalancerSourceRanges;
    if (ranges.length === 0 || firstRule(service) === null) return [];
    const allowed = spansOf(ranges.flatMap((text) => parseRange(text) ?? []));
    const tags = excludedTags(service, allowed);
    const pods = excludedPods(service, allowed, model);
    if (tags.length === 0 && pods.length === 0) return [];
    const isTags = tags.length > 0;
    const podRanges = pods.map(coveringPrefix);
    return [
      serviceFinding(service, {
        code,
        severity: isTags ? 'high' : 'medium',
        title: isTags
          ? `Clients of ${names(tags)} are let into the network and then dropped by kube-proxy: loadBalancerSourceRanges of ${service.key} does not list them`
          : `Pods cannot call ${service.key} by its address: ${names(podRanges)} is not in loadBalancerSourceRanges`,
        impact: `${isTags ? 'Every new connection of theirs' : 'Every such connection'} times out, on every node. No probe shows it: probes use node ports, which are not filtered.`,
        evidence: evidenceOf(service, tags, podRanges),
        fix: isTags ? tagFix(service, model) : podFix(service, podRanges, model),
        verify: [
          {
            command: fieldCommand(model.snapshot, service.service, '.spec.loadBalancerSourceRanges'),
            expect: isTags ? 'nothing' : `a range that holds ${names(podRanges)}`,
          },
        ],
      }),
    ];
  },
};

/** Service tags whose clients pass the security group and meet kube-proxy's filter of the frontend address. */
function excludedTags({ service, ports }: ServiceModel, allowed: readonly AddressSpan[]): readonly string[] {
  const text = annotation(service, 'azure-allowed-service-tags');
  const isFiltered = ports.some(({ expected }) => expected?.enableFloatingIP === true);
  if (text === null || !isFiltered || allowed.some(isEverything)) return [];
  return text.split(',').flatMap((tag) => (tag.trim() === '' ? [] : [tag.trim()]));
}

/** Where kube-proxy serves, pods that call the frontend address are caught on their own node, by the same filter. */
function excludedPods(
  { service }: ServiceModel,
  allowed: readonly AddressSpan[],
  { nodes, snapshot }: ClusterModel,
): readonly AddressSpan[] {
  if (snapshot.azure.managedCluster?.networkDataplane === 'cilium') return [];
  const widths = new Set(service.ipFamilies.map((family) => (family === 'IPv4' ? 32 : 128)));
  return uncovered(podSpans(nodes), allowed).filter(({ width }) => widths.has(width));
}

function evidenceOf(
  { service, key }: ServiceModel,
  tags: readonly string[],
  podRanges: readonly string[],
): Finding['evidence'] {
  const source = `Service ${key}`;
  const lists = `loadBalancerSourceRanges lists ${names(service.loadBalancerSourceRanges)}`;
  return [
    { text: lists, known: 'computed', source },
    ...(tags.length === 0
      ? []
      : [{ text: `azure-allowed-service-tags lists ${names(tags)}`, known: 'computed' as const, source }]),
    ...(podRanges.length === 0
      ? []
      : [
          {
            text: `pods get addresses of ${names(podRanges)}`,
            known: 'computed' as const,
            source: 'podCIDRs of the Nodes',
          },
        ]),
  ];
}

function tagFix({ service }: ServiceModel, { snapshot }: ClusterModel): Finding['fix'] {
  const ranges = service.loadBalancerSourceRanges.join(',');
  const annotate = `annotate service ${shellWord(service.name)} service.beta.kubernetes.io/azure-allowed-ip-ranges=${ranges}`;
  return {
    text: 'Keep ranges and tags in the security group only: move the ranges to azure-allowed-ip-ranges, which kube-proxy does not read. The controller refuses a Service that has both lists of ranges, so take the old one away first.',
    commands: [
      kubectlFor(
        snapshot,
        service,
        `patch service ${shellWord(service.name)} -p '{"spec":{"loadBalancerSourceRanges":null}}'`,
      ),
      kubectlFor(snapshot, service, annotate),
    ],
    patch: patchYaml({
      metadata: { annotations: { 'service.beta.kubernetes.io/azure-allowed-ip-ranges': ranges } },
      spec: { loadBalancerSourceRanges: null },
    }),
  };
}

function podFix({ service }: ServiceModel, podRanges: readonly string[], { snapshot }: ClusterModel): Finding['fix'] {
  const wanted = [...service.loadBalancerSourceRanges, ...podRanges];
  return {
    text: `Add the pod range of the cluster, or let the pods call the Service by its cluster address or name, which is not filtered. ${names(podRanges)} holds the pods of today's nodes; new nodes may need more: az aks show --query networkProfile.podCidrs tells the whole range.`,
    commands: [
      kubectlFor(
        snapshot,
        service,
        `patch service ${shellWord(service.name)} -p '${JSON.stringify({ spec: { loadBalancerSourceRanges: wanted } })}'`,
      ),
    ],
    patch: patchYaml({ spec: { loadBalancerSourceRanges: wanted } }),
  };
}
