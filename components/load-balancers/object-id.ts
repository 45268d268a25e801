/** Element id of an Azure object on the page, so that links can point at it. */
export function objectId(balancer: string, object: string): string {
  return `${balancer}/${object}`.toLowerCase();
}
