/** Address of the cluster page. */
export function clusterPath(cluster: string): string {
  return `/clusters/${encodeURIComponent(cluster)}`;
}

/** Address of the service page. */
export function servicePath(cluster: string, service: { readonly namespace: string; readonly name: string }): string {
  return `${clusterPath(cluster)}/services/${encodeURIComponent(service.namespace)}/${encodeURIComponent(service.name)}`;
}
