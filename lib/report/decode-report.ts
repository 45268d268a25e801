import { decodeVerdicts } from './decode-verdicts.ts';
import type {
  EncodedPolicy,
  EncodedReport,
  EncodedService,
  EncodedVariant,
  NodeGroup,
  NodeRow,
} from './encoded-report.ts';
import { inTableOrder } from './in-table-order.ts';
import type { BlastRadius, PolicyNode, PolicyReport, PolicyVariant } from './policy-report.ts';
import type { Report } from './report.ts';
import type { ServiceReport } from './service-report.ts';

/** The plain report that an encoded one stands for. */
export function decodeReport(encoded: EncodedReport): Report {
  const { encoding: _encoding, nodes, services, ...rest } = encoded;
  return { ...rest, services: services.map((service) => decodeService(service, nodes)) };
}

/** The plain report of one Service whose runs count in `nodes`. */
export function decodeService(service: EncodedService, nodes: readonly NodeRow[]): ServiceReport {
  const { policies, verdictGroups, observedGroups, ...rest } = service;
  const family = service.rules[0]?.family ?? 'IPv4';
  return {
    ...rest,
    policies: {
      Cluster: decodePolicy(policies.Cluster, nodes, family),
      Local: decodePolicy(policies.Local, nodes, family),
    },
    verdicts: decodeVerdicts(verdictGroups, observedGroups, nodes),
  };
}

type Family = 'IPv4' | 'IPv6';

function decodePolicy(policy: EncodedPolicy, nodes: readonly NodeRow[], family: Family): PolicyReport {
  const { nodeGroups, blastGroups, variants, ...rest } = policy;
  return {
    ...rest,
    nodes: decodeNodes(nodeGroups, nodes, family),
    blastRadius: decodeBlast(blastGroups, nodes),
    variants: variants.map((variant) => decodeVariant(variant, nodes)),
  };
}

function decodeVariant(variant: EncodedVariant, nodes: readonly NodeRow[]): PolicyVariant {
  const { nodeGroups, blastGroups, ...rest } = variant;
  return {
    ...rest,
    nodes: decodeNodes(nodeGroups, nodes, variant.family),
    blastRadius: decodeBlast(blastGroups, nodes),
  };
}

function decodeNodes(groups: readonly NodeGroup[], nodes: readonly NodeRow[], family: Family): PolicyNode[] {
  return inTableOrder(groups, nodes).map(([{ nodes: _runs, ...standing }, { ipv6, ...row }]) => ({
    ...row,
    ip: family === 'IPv6' ? (ipv6 ?? row.ip) : row.ip,
    ...standing,
  }));
}

function decodeBlast(groups: EncodedPolicy['blastGroups'], nodes: readonly NodeRow[]): BlastRadius[] {
  return inTableOrder(groups, nodes).map(([{ nodes: _runs, ...loss }, row]) => ({ node: row.name, ...loss }));
}
