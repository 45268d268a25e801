import type { PortModel } from '../service/port-model.ts';

/**
 * Whether a switch to policy Local is a way out: some node would serve, and no ready endpoint would be left without
 * a node (one outside the cluster's nodes is reached under Cluster only). docs/model.md "Verdict for a packet".
 */
export function servesUnderLocal({ policies, endpoints }: PortModel): boolean {
  return (
    policies.Local.rotation.size > 0 && !endpoints.some(({ state, nodeName }) => state === 'ready' && nodeName === null)
  );
}
