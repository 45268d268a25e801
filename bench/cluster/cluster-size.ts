/** How large a generated cluster is. */
export interface ClusterSize {
  readonly nodes: number;
  readonly services: number;
  readonly endpoints: number;
  readonly pods: number;
  /** Container images that each Node's status lists (a kubelet lists up to 50). */
  readonly imagesPerNode: number;
}

/** The largest AKS cluster there is. */
export const fullSize: ClusterSize = {
  nodes: 5_000,
  services: 1_000,
  endpoints: 50_000,
  pods: 100_000,
  imagesPerNode: 12,
};

export function scaledSize(size: ClusterSize, factor: number): ClusterSize {
  const scaled = (count: number): number => Math.max(1, Math.round(count * factor));
  return {
    nodes: scaled(size.nodes),
    services: scaled(size.services),
    endpoints: scaled(size.endpoints),
    pods: scaled(size.pods),
    imagesPerNode: size.imagesPerNode,
  };
}
