import type { NodeDocument } from '../../lib/report/cluster-documents.ts';

/** How the node is, in one line. */
export function nodeCondition({ known, silent, ready, departure }: NodeDocument): string {
  if (!known) return 'A member of a backend pool for which there is no Node object.';
  if (silent) return 'Nobody hears from it.';
  if (!ready) return 'Its kubelet reports that it is not ready.';
  return departure === null ? 'Ready.' : 'Ready, and about to leave.';
}

/** Who loses what if it dies, in one sentence. */
export function lossSentence({ services }: NodeDocument, format: (share: number) => string): string {
  const losing = services.filter((service) => service.atRiskWhileProbed > 0);
  const [first] = losing;
  if (first === undefined) return 'If it dies, no load balancer Service loses a connection.';
  const more = losing.length === 1 ? '' : `, and ${losing.length - 1} more lose some`;
  return `If it dies, ${first.namespace}/${first.name} loses ${format(first.atRiskWhileProbed)} of new connections${more}.`;
}
