/** ARM ids compare without case: references carry the resource group in other case than the object itself. */
export function normalizeArmId(id: string): string {
  return id.toLowerCase();
}

/** Last path segment: the object's name. */
export function armName(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

const RESOURCE_GROUP = /\/resourceGroups\/([^/]+)/i;
const SUBSCRIPTION = /\/subscriptions\/([^/]+)/i;

export function armResourceGroup(id: string): string | null {
  return RESOURCE_GROUP.exec(id)?.[1] ?? null;
}

export function armSubscription(id: string): string | null {
  return SUBSCRIPTION.exec(id)?.[1] ?? null;
}
