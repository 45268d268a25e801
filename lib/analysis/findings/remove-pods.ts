import type { Service } from '../../snapshot/service.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { kubectl, kubectlFor, selectorFlag, shellWord } from './commands.ts';

const MOST_NODES = 5;

const onNode = (node: string): string => `--field-selector spec.nodeName=${shellWord(node)}`;

/**
 * Takes the pods of the Service off nodes that are gone, without waiting for them. A Service without a selector does
 * not say which pods are its own: they are only shown.
 */
export function removePodsCommands(snapshot: Snapshot, service: Service, nodes: readonly string[]): readonly string[] {
  const selector = selectorFlag(service.selector);
  const verb = selector === '' ? 'get pods -o wide ' : `delete pod ${selector}--force --grace-period=0 `;
  return nodes.slice(0, MOST_NODES).map((node) => kubectlFor(snapshot, service, verb + onNode(node)));
}

/** Starts kube-proxy anew, node by node: without a node the command would end every kube-proxy of the cluster. */
export function restartProxyCommands(snapshot: Snapshot, nodes: readonly string[]): readonly string[] {
  return nodes
    .slice(0, MOST_NODES)
    .map((node) => kubectl(snapshot, `-n kube-system delete pod -l component=kube-proxy ${onNode(node)}`));
}
