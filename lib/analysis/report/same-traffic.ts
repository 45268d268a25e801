import type { PolicyPod } from '../../report/policy-report.ts';

/** Whether two ports behave alike. Pods, of which there can be many, are held against one another without writing them out. */
export function sameTraffic<T extends { readonly pods: readonly PolicyPod[] }>(a: T, b: T): boolean {
  if (!samePods(a.pods, b.pods)) return false;
  const { pods: _podsOfA, ...restOfA } = a;
  const { pods: _podsOfB, ...restOfB } = b;
  return JSON.stringify(restOfA) === JSON.stringify(restOfB);
}

function samePods(a: readonly PolicyPod[], b: readonly PolicyPod[]): boolean {
  return a.length === b.length && a.every((pod, index) => samePod(pod, b[index]));
}

function samePod(a: PolicyPod, b: PolicyPod | undefined): boolean {
  return (
    b !== undefined &&
    a.share === b.share &&
    a.state === b.state &&
    a.answers === b.answers &&
    a.node === b.node &&
    a.ip === b.ip &&
    a.name === b.name &&
    a.namespace === b.namespace
  );
}
