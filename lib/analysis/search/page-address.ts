interface Named {
  readonly namespace: string;
  readonly name: string;
}

/** Addresses of pages of one cluster, in the form that browsers keep. */
export function pageAddresses(clusterId: string) {
  const cluster = `/clusters/${encodeURIComponent(clusterId)}`;
  const service = ({ namespace, name }: Named): string =>
    `${cluster}/services/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}`;
  return {
    service,
    podOf: (owner: Named, pod: Named): string =>
      `${service(owner)}?${new URLSearchParams({ sel: `pod:${pod.namespace}/${pod.name}`, v: '1' })}`,
    node: (name: string): string => `${cluster}/nodes/${encodeURIComponent(name)}`,
    nodes: (filter: string): string => `${cluster}/nodes?${new URLSearchParams({ q: filter, v: '1' })}`,
    loadBalancers: (filter: string): string =>
      `${cluster}/load-balancers?${new URLSearchParams({ q: filter, v: '1' })}`,
  };
}

export type PageAddresses = ReturnType<typeof pageAddresses>;
