import { textTable } from '../output/text-table.ts';
import type { WorldState } from './world-state.ts';

const JOURNAL_LINES = 10;

/** The truth of the simulated cluster, for people. */
export function stateText(state: WorldState): string {
  const { scenario, startedWith, now, speed, nodes, services, journal } = state;
  const pace = speed === 0 ? 'paused' : `${speed}× speed`;
  const serviceTable = textTable(
    [
      { head: 'Service', cell: (service) => `${service.namespace}/${service.name}` },
      { head: 'Policy', cell: (service) => service.externalTrafficPolicy ?? '' },
      { head: 'Address', cell: (service) => service.address ?? 'none yet' },
      { head: 'In rotation', right: true, cell: (service) => `${service.inRotation.length}` },
    ],
    services,
  );
  const nodeTable = textTable(
    [
      { head: 'Node', cell: (node) => node.name },
      { head: 'Zone', cell: (node) => node.zone ?? '' },
      { head: 'Machine', cell: (node) => node.machine },
      { head: 'Kubelet', cell: (node) => node.kubelet },
      { head: 'kube-proxy', cell: (node) => node.kubeProxy },
      { head: 'Ready', cell: (node) => (node.ready === null ? 'no Node' : node.ready ? 'yes' : 'no') },
    ],
    nodes,
  );
  const past = journal.slice(-JOURNAL_LINES);
  const done = past.length === 0 ? '' : `\nDone so far\n${journalText(past)}`;
  const where = scenario === startedWith ? '' : ` in the cluster of ${startedWith}`;
  return `Scenario ${scenario}${where}, ${now}, ${pace}\n\n${serviceTable}\n${nodeTable}${done}`;
}

export function journalText(lines: WorldState['journal']): string {
  return lines.map(({ at, text }) => `  ${at.slice(11, 19)}  ${text}\n`).join('');
}
