import type { PolicyNode } from '../../lib/report/policy-report.ts';
import type { ServiceReport } from '../../lib/report/service-report.ts';
import type { Verdict, VerdictReport } from '../../lib/report/verdict-report.ts';
import type { PolicyTraffic, Variant } from '../service/prepare-variants.ts';
import { shellQuote } from '../ui/shell-quote.ts';

/** What the hops are read from: one port and family, under the configured policy. */
export interface LadderInput {
  readonly cluster: string;
  readonly report: ServiceReport;
  readonly variant: Variant;
  readonly traffic: PolicyTraffic;
  /** Verdicts of the variant's rule. */
  readonly verdicts: readonly VerdictReport[];
  readonly nodeResourceGroup: string | null;
}

/** Nodes with a verdict, with their traffic. A pool member without a Node has no traffic entry and is left out. */
export function nodesWith(input: LadderInput, ...wanted: readonly Verdict[]): readonly PolicyNode[] {
  const names = new Set(input.verdicts.filter((item) => wanted.includes(item.verdict)).map((item) => item.node));
  return input.traffic.nodes.filter((node) => names.has(node.name));
}

export function countVerdict(input: LadderInput, verdict: Verdict): number {
  return input.verdicts.filter((item) => item.verdict === verdict).length;
}

/** What a hop without fault is, that only a probe can have seen. */
export function fineIfSeen({ variant }: LadderInput): 'fine' | 'computed' {
  return variant.rule.observed === null ? 'computed' : 'fine';
}

export function sumShare(items: readonly { readonly share: number }[]): number {
  return items.reduce((sum, item) => sum + item.share, 0);
}

/** kubectl with the context named by hand: a copied command never runs against whatever is current. */
export function kubectlCommand(input: LadderInput, rest: string): string {
  return `kubectl --context ${shellQuote(input.cluster)} ${rest}`;
}

export function kubectlInNamespace(input: LadderInput, rest: string): string {
  return kubectlCommand(input, `-n ${shellQuote(input.report.namespace)} ${rest}`);
}

/** az in the node resource group; a placeholder that no shell runs where the group is not known. */
export function azNetworkCommand(input: LadderInput, rest: string): string {
  const group = input.nodeResourceGroup === null ? "'<node resource group>'" : shellQuote(input.nodeResourceGroup);
  return `az network ${rest} -g ${group}`;
}
