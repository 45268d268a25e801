import type { Explanation } from '../explain/explanation.ts';
import { formatNumber, formatShare, formatWindow } from '../format.ts';

interface Loss {
  /** Share of new connections that enters through the node. */
  readonly entering: number;
  readonly atRiskWhileProbed: number;
  readonly windowSeconds: readonly [number, number | null];
}

/** What a Service loses when a node dies, until its probe marks it down. docs/model.md "Blast radius". */
export function explainNodeLoss({ entering, atRiskWhileProbed, windowSeconds }: Loss): Explanation {
  const handedOn = Math.max(0, atRiskWhileProbed - entering);
  return {
    formula: 'What enters through the node, and what other nodes hand on to its pods, until its probe marks it down.',
    filled: `${formatShare(entering)} enters there + ${formatShare(handedOn)} handed on to its pods = ${formatShare(atRiskWhileProbed)}`,
    inputs: [
      { name: 'Enters there', value: formatShare(entering) },
      { name: 'Handed on to its pods', value: formatShare(handedOn) },
      { name: 'Until it is marked down', value: formatWindow(windowSeconds) },
    ],
    section: 'Blast radius',
    known: 'computed',
  };
}

/** What is lost once the node is out of rotation, until its endpoints go. docs/model.md "Windows". */
export function explainLateLoss(loss: {
  readonly share: number;
  readonly endpoints: number;
  readonly seconds: number;
}): Explanation {
  return {
    formula:
      'What the other nodes hand on to its pods once it has left the rotation, until the Node turns Unknown and its endpoints with it.',
    filled: `over the nodes that are left: ${formatShare(loss.share)}`,
    inputs: [
      { name: 'Its endpoints', value: formatNumber(loss.endpoints) },
      { name: 'Until its endpoints go, about', value: `${loss.seconds} s` },
    ],
    section: 'Windows',
    known: 'assumed',
  };
}

/** Share of new connections that enters through a node. docs/model.md "Traffic shares". */
export function explainEntering(share: number): Explanation {
  const rotation = share > 0 ? Math.round(1 / share) : 0;
  const even = rotation > 0 && Math.abs(share * rotation - 1) < 1e-9;
  return {
    formula: 'Azure spreads new connections evenly over the members in rotation: one divided by their number.',
    filled: even ? `1 ÷ ${formatNumber(rotation)} = ${formatShare(share)}` : `here: ${formatShare(share)}`,
    inputs: [{ name: 'In rotation', value: even ? formatNumber(rotation) : 'not evenly spread' }],
    section: 'Traffic shares',
    known: 'computed',
  };
}

/** Services with the node in rotation. docs/model.md "Pool membership". */
export function explainInRotationOf(services: number): Explanation {
  return {
    formula:
      'Services whose first rule sends new connections to this node: in the pool, and its probe is up or there is none.',
    filled: `${formatNumber(services)} by the pools, the probes and what Azure says of them`,
    inputs: [{ name: 'Services', value: formatNumber(services) }],
    section: 'Pool membership',
    known: 'computed',
  };
}
