import type { EndpointSlice } from './endpoint-slice.ts';

/** No answer of a probe that is still believed is older. */
const KEPT_SECONDS = 1800;

const NO_ENDPOINTS: EndpointSlice['endpoints'] = [];

/**
 * A slice as it is now, given how it was and when (milliseconds) that was noticed: with the moment at which the
 * readiness of each node's endpoints turned, old moments forgotten. Undefined before: it is new.
 * docs/model.md "Windows".
 */
export function withTurns(before: EndpointSlice | undefined, after: EndpointSlice, nowMs: number): EndpointSlice {
  const was = readyByNode(before?.endpoints ?? NO_ENDPOINTS);
  const is = readyByNode(after.endpoints);
  const turned = [...new Set([...was.keys(), ...is.keys()])].filter((node) => was.get(node) !== is.get(node));
  const kept = Object.entries(before?.turns ?? {}).filter(([, at]) => nowMs - Date.parse(at) <= KEPT_SECONDS * 1000);
  const at = new Date(nowMs).toISOString();
  return { ...after, turns: { ...Object.fromEntries(kept), ...Object.fromEntries(turned.map((node) => [node, at])) } };
}

/** Whether any endpoint of a node is ready; nodes without one are left out. */
function readyByNode(endpoints: EndpointSlice['endpoints']): ReadonlyMap<string, boolean> {
  const ready = new Map<string, boolean>();
  for (const { nodeName, ready: isReady } of endpoints) {
    if (nodeName !== null && isReady) ready.set(nodeName, true);
  }
  return ready;
}
