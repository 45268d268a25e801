import type { SampleNode } from './sample-policy.ts';

const machine = (pool: string, index: number) => `aks-${pool}-18304512-vmss0000${index.toString(36).padStart(2, '0')}`;

/**
 * A bad night: a spot machine was taken away and Azure still sends to it, a web node is marked down although it is
 * well, one pod is not ready, one is shutting down, and the load sits unevenly.
 */
export const badNightNodes: readonly SampleNode[] = [
  { name: machine('system', 0), pool: 'system', zone: 'westeurope-1' },
  { name: machine('system', 1), pool: 'system', zone: 'westeurope-2' },
  { name: machine('system', 2), pool: 'system', zone: 'westeurope-3' },
  { name: machine('web', 0), pool: 'web', zone: 'westeurope-1', pods: ['ready', 'ready', 'ready'] },
  { name: machine('web', 1), pool: 'web', zone: 'westeurope-2', pods: ['ready'] },
  { name: machine('web', 2), pool: 'web', zone: 'westeurope-3', pods: ['ready', 'not-ready'], marked: 'down' },
  { name: machine('web', 3), pool: 'web', zone: 'westeurope-1', pods: ['serving-terminating'] },
  { name: machine('spot', 0), pool: 'spot', zone: 'westeurope-1', spot: true, pods: ['ready'] },
  {
    name: machine('spot', 1),
    pool: 'spot',
    zone: 'westeurope-2',
    spot: true,
    ready: false,
    dead: true,
    pods: ['ready'],
  },
  { name: machine('spot', 2), pool: 'spot', zone: 'westeurope-3', spot: true },
  { name: machine('spot', 3), pool: 'spot', zone: 'westeurope-3', spot: true, inPool: false },
];

/** A cluster of any size in three pools and three zones; every fourth node has pods, every fiftieth is dead. */
export function manyNodes(nodeCount: number, podCount: number): SampleNode[] {
  const hosts = Math.max(1, Math.ceil(nodeCount / 4));
  return Array.from({ length: nodeCount }, (_, index) => {
    const isHost = index % 4 === 0;
    const own = isHost ? Math.floor(podCount / hosts) + (index / 4 < podCount % hosts ? 1 : 0) : 0;
    const pool = ['system', 'web', 'spot'][index % 3] ?? 'system';
    return {
      name: `aks-${pool}-18304512-vmss${index.toString(36).padStart(6, '0')}`,
      pool,
      zone: `westeurope-${(Math.floor(index / 3) % 3) + 1}`,
      spot: pool === 'spot',
      dead: index % 50 === 49,
      pods: Array.from({ length: own }, () => 'ready' as const),
    };
  });
}
