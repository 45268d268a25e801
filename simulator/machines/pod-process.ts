import type { Pod } from '../objects/pod.ts';

/** What runs in a pod: the truth, which the pod's status only reports. */
export interface PodProcess {
  readonly podKey: string;
  readonly uid: string;
  readonly nodeName: string;
  readonly ip: string;
  readonly ipv6: string | null;
  /** From when on it takes connections. */
  listensFrom: number;
  /** From when on it takes none any more: SIGTERM or a crash. */
  refusesFrom: number;
  /** Takes the packet and never answers. */
  hung: boolean;
  /** Since when the readiness check fails, null while it passes. */
  unreadySince: number | null;
  /** Since when it passes again. */
  readySince: number;
  restarts: number;
}

/** How an application behaves, told by annotations of the pod so that a scenario needs nothing but manifests. */
export interface PodBehaviour {
  readonly startSeconds: number;
  readonly exitAfterSigtermSeconds: number;
  readonly acceptsAfterSigterm: boolean;
  readonly httpStatus: Readonly<Record<string, number>>;
}

export const BEHAVIOUR_PREFIX = 'simulator.aks/';

const seconds = (text: string | undefined, otherwise: number): number => {
  const value = Number(text);
  return text !== undefined && Number.isFinite(value) && value >= 0 ? value : otherwise;
};

function statusByPath(text: string | undefined): Record<string, number> {
  if (text === undefined) return {};
  const found: Record<string, number> = {};
  for (const part of text.split(',')) {
    const [path, status] = part.split('=').map((piece) => piece.trim());
    if (path !== undefined && Number.isInteger(Number(status))) found[path] = Number(status);
  }
  return found;
}

/** `start-seconds`, `exit-after-sigterm-seconds`, `accepts-after-sigterm` and `http-status` (`/=404,/healthz=200`). */
export function behaviourOf(pod: Pod): PodBehaviour {
  const annotation = (name: string) => pod.metadata.annotations?.[BEHAVIOUR_PREFIX + name];
  return {
    startSeconds: seconds(annotation('start-seconds'), 1),
    exitAfterSigtermSeconds: seconds(annotation('exit-after-sigterm-seconds'), 1),
    acceptsAfterSigterm: annotation('accepts-after-sigterm') === 'true',
    httpStatus: statusByPath(annotation('http-status')),
  };
}

export const accepts = (process: PodProcess, now: number): boolean =>
  now >= process.listensFrom && now < process.refusesFrom;
