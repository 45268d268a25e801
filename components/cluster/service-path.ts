/** Address of the cluster page. */
export function clusterPath(cluster: string): string {
  return `/clusters/${encodeURIComponent(cluster)}`;
}

/** Address of the page of a node, or of a pool member without a Node. */
export function nodePath(cluster: string, node: string): string {
  return `${clusterPath(cluster)}/nodes/${encodeURIComponent(node)}`;
}

/** Address of the service page. */
export function servicePath(cluster: string, service: { readonly namespace: string; readonly name: string }): string {
  return `${clusterPath(cluster)}/services/${encodeURIComponent(service.namespace)}/${encodeURIComponent(service.name)}`;
}
