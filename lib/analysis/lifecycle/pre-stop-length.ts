import type { PodContainer } from '../../snapshot/pod.ts';

/** How long the containers of a pod wait before SIGTERM: shortest and longest of them. */
export type PreStopLength =
  | { readonly kind: 'known'; readonly shortestSeconds: number; readonly longestSeconds: number }
  | { readonly kind: 'unknown'; readonly because: string };

/** These proxies shut down by a logic of their own, which no object tells. */
const SELF_DRAINING = new Set(['istio-proxy', 'linkerd-proxy']);

/**
 * preStop hooks of all containers start together, and each container gets SIGTERM when its own has ended; a sidecar stays until
 * the others have stopped, so only its hook's length counts against the grace period. docs/model.md "Shutdown of a pod".
 */
export function preStopLength(containers: readonly PodContainer[]): PreStopLength {
  if (containers.length === 0) return { kind: 'unknown', because: 'the pod template names no container' };
  let shortest = Number.POSITIVE_INFINITY;
  let longest = 0;
  for (const { name, preStop, sidecar } of containers) {
    if (SELF_DRAINING.has(name)) return { kind: 'unknown', because: `${name} drains by itself` };
    if (preStop.kind === 'unknown') {
      return {
        kind: 'unknown',
        because: `the preStop hook of ${name} (${preStop.description}) does not tell its length`,
      };
    }
    const seconds = preStop.kind === 'sleep' ? preStop.seconds : 0;
    longest = Math.max(longest, seconds);
    if (!sidecar) shortest = Math.min(shortest, seconds);
  }
  return {
    kind: 'known',
    shortestSeconds: shortest === Number.POSITIVE_INFINITY ? 0 : shortest,
    longestSeconds: longest,
  };
}
