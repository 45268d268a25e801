import type { BlastRadius } from '../../lib/report/policy-report.ts';
import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import { formatShareInText, formatWindow } from '../format.ts';
import { shellQuote } from '../ui/shell-quote.ts';
import type { NodeRow } from './prepare-nodes-table.ts';
import type { PodRow } from './prepare-pods-table.ts';
import type { Variant } from './prepare-variants.ts';

export type Selection =
  | { readonly kind: 'node'; readonly row: NodeRow; readonly pods: readonly PodRow[]; readonly loss: readonly Loss[] }
  | { readonly kind: 'pod'; readonly row: PodRow }
  /** The link names something that is not there any more. */
  | { readonly kind: 'gone'; readonly name: string };

/** What dying of the node would cost under a policy. */
export interface Loss {
  readonly policy: TrafficPolicy;
  readonly text: string;
}

/** What the selection of a link stands for. Null: nothing is selected. */
export function prepareSelection(
  selection: string | null,
  nodes: readonly NodeRow[],
  pods: readonly PodRow[],
  variant: Variant,
): Selection | null {
  if (selection === null) return null;
  const name = selection.slice(selection.indexOf(':') + 1);
  if (selection.startsWith('pod:')) {
    const row = pods.find((candidate) => candidate.key === name);
    return row === undefined ? { kind: 'gone', name } : { kind: 'pod', row };
  }
  const row = nodes.find((candidate) => candidate.name === name);
  if (row === undefined) return { kind: 'gone', name };
  return { kind: 'node', row, pods: pods.filter((pod) => pod.node === name), loss: lossOf(name, variant) };
}

export function nodeCommands(cluster: string, row: NodeRow, healthCheckNodePort: number | null, ip: string | null) {
  const kubectl = `kubectl --context ${shellQuote(cluster)}`;
  const name = shellQuote(row.name);
  const commands = [
    `${kubectl} get node ${name} -o wide`,
    `${kubectl} -n kube-node-lease get lease ${name} -o yaml`,
    `${kubectl} get pods --all-namespaces --field-selector ${shellQuote(`spec.nodeName=${row.name}`)} -o wide`,
  ];
  return healthCheckNodePort === null || ip === null
    ? commands
    : [...commands, `curl -si http://${ip}:${healthCheckNodePort}/healthz`];
}

function lossOf(name: string, variant: Variant): Loss[] {
  return (['Cluster', 'Local'] as const).flatMap((policy) => {
    const blast = variant.traffic[policy].blastRadius.find((candidate) => candidate.node === name);
    return blast === undefined ? [] : [{ policy, text: lossText(blast) }];
  });
}

function lossText(blast: BlastRadius): string {
  const { atRiskWhileProbed, atRiskUntilEndpointsRemoved, windowSeconds, windowEndpointsSeconds } = blast;
  if (atRiskWhileProbed === 0 && atRiskUntilEndpointsRemoved === 0) return 'no new connections are lost';
  const first = `${formatShareInText(atRiskWhileProbed)} of new connections are lost for ${formatWindow(windowSeconds)}`;
  if (atRiskUntilEndpointsRemoved === 0) return first;
  return `${first}, then ${formatShareInText(atRiskUntilEndpointsRemoved)} until its endpoints are removed (about ${windowEndpointsSeconds} s)`;
}
