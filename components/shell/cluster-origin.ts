/** Where the data of a cluster comes from: real APIs, a file that never changes, or the AKS this process simulates. */
export type ClusterOrigin = 'live' | 'bundle' | 'embedded';
