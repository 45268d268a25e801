import type { ResourceStatus } from '../../../snapshot/source-status.ts';
import { type KubeResourceName, kubeResources } from '../resource.ts';
import type { ResourcePart } from './resource-part.ts';
import { resourceStatus } from './resource-status.ts';

export interface StatusBoard {
  /** From now on the resource consists of its parts, even of none. */
  open(name: KubeResourceName): void;
  add(name: KubeResourceName, part: ResourcePart): void;
  remove(name: KubeResourceName, part: ResourcePart): void;
  /** Why resources that are not open are not read. */
  explainWaiting(why: string): void;
  /** Looks at the resource and tells its state if it is another one. */
  refresh(name: KubeResourceName): void;
  statusOf(name: KubeResourceName): ResourceStatus;
  statuses(): readonly ResourceStatus[];
}

/** Knows the state of every resource of one cluster, and tells when one changes. */
export function createStatusBoard(tell: (status: ResourceStatus) => void): StatusBoard {
  const parts = new Map<KubeResourceName, Set<ResourcePart>>();
  const told = new Map<KubeResourceName, string>();
  const names = Object.keys(kubeResources).filter(isResourceName);
  let waiting = 'Not read yet.';

  function statusOf(name: KubeResourceName): ResourceStatus {
    const ofName = parts.get(name);
    const status = resourceStatus(name, [...(ofName ?? [])], ofName === undefined ? waiting : null);
    if (ofName?.size !== 0 || name === 'services') return status;
    // Nothing of it is needed, which is as true as the Services that say so.
    return { ...status, observedAt: statusOf('services').observedAt };
  }

  function refresh(name: KubeResourceName): void {
    const status = statusOf(name);
    const now = JSON.stringify([status.state, status.error, status.denied]);
    if (told.get(name) === now) return;
    told.set(name, now);
    tell(status);
  }

  function open(name: KubeResourceName): Set<ResourcePart> {
    const known = parts.get(name) ?? new Set();
    parts.set(name, known);
    return known;
  }

  return {
    open,
    add: (name, part) => open(name).add(part),
    remove(name, part) {
      open(name).delete(part);
      refresh(name);
    },
    explainWaiting(why) {
      waiting = why;
      for (const name of names) if (!parts.has(name)) refresh(name);
    },
    refresh,
    statusOf,
    statuses: () => names.map(statusOf),
  };
}

function isResourceName(name: string): name is KubeResourceName {
  return Object.hasOwn(kubeResources, name);
}
