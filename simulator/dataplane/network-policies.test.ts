import { describe, expect, it } from 'vitest';
import { applyAction } from '../actions/apply-action.ts';
import { advance } from '../kernel/run-world.ts';
import type { World } from '../kernel/world.ts';
import { isTrue } from '../machines/conditions.ts';
import { addressOf, deployment, loadBalancerService, START_AT, smallCluster } from '../testing/small-cluster.ts';
import { nodesInRotation, ruleAt } from './connect.ts';
import { type PlayResult, playConnections } from './play-connections.ts';

const ALL_NODES = 7;

function started(): World {
  const world = smallCluster([
    deployment('web'),
    loadBalancerService('local', 'web', { externalTrafficPolicy: 'Local' }),
    loadBalancerService('cluster', 'web'),
  ]);
  advance(world, START_AT + 20_000);
  return world;
}

/** Writes a policy for the pods of the app and lets the probes settle. */
function withPolicy(ingress: readonly object[], podSelector: object = { matchLabels: { app: 'web' } }): World {
  const world = started();
  applyAction(world, {
    do: 'apply',
    manifest: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'web', namespace: 'shop' },
      spec: { podSelector, policyTypes: ['Ingress'], ingress },
    },
  });
  advance(world, world.now + 60_000);
  return world;
}

const play = (world: World, service: string): PlayResult =>
  playConnections(world, {
    frontendIp: addressOf(world, service),
    port: 80,
    protocol: 'TCP',
    connections: 900,
    clients: 300,
    seed: 4,
  });

function rotation(world: World, service: string): string[] {
  const found = ruleAt(world, addressOf(world, service), 'TCP', 80);
  return found === null ? [] : nodesInRotation(world, found);
}

const NODES = '10.224.0.0/16';
const block = (cidr: string, except: readonly string[] = []) => ({ from: [{ ipBlock: { cidr, except } }] });

describe('a NetworkPolicy that lets nobody in', () => {
  const world = withPolicy([]);

  it('drops every connection under Local, while the health check of the node knows nothing of it', () => {
    expect(play(world, 'local')).toMatchObject({ answered: 0, refused: 0, timeout: 900 });
    expect(rotation(world, 'local')).toHaveLength(3);
  });

  it('fails the TCP probes of a Cluster Service, except by chance from a node to its own pod', () => {
    const empty = [...world.machines.keys()].filter(
      (name) =>
        !world.store.list('pods').some((pod) => pod.spec.nodeName === name && pod.metadata.labels?.app === 'web'),
    );
    expect(rotation(world, 'cluster').filter((node) => empty.includes(node))).toEqual([]);
  });

  it('does not keep the kubelet from checking: the pods stay ready', () => {
    const pods = world.store.list('pods').filter((pod) => pod.metadata.labels?.app === 'web');
    expect(pods.every((pod) => isTrue(pod.status.conditions, 'Ready'))).toBe(true);
  });
});

describe('a NetworkPolicy that names who may come', () => {
  it('needs the nodes for Cluster and the clients for Local', () => {
    const nodes = withPolicy([block(NODES)]);
    expect(rotation(nodes, 'cluster')).toHaveLength(ALL_NODES);
    expect(play(nodes, 'cluster').answered).toBe(900);
    expect(play(nodes, 'local').answered).toBe(0);
    const clients = withPolicy([block('0.0.0.0/0', [NODES])]);
    expect(play(clients, 'local').answered).toBe(900);
    expect(rotation(clients, 'cluster').length).toBeLessThan(ALL_NODES);
  });

  it('looks at the port of the pod, by number, by name and by range', () => {
    const answered = (ports: readonly object[]) => play(withPolicy([{ ports }]), 'local').answered;
    expect(answered([{ port: 8080 }])).toBe(900);
    expect(answered([{ port: 'http' }])).toBe(900);
    expect(answered([{ port: 8000, endPort: 8999 }])).toBe(900);
    expect(answered([{ port: 80 }])).toBe(0);
    expect(answered([{ protocol: 'UDP', port: 8080 }])).toBe(0);
  });

  it('never lets a client in by a selector of pods', () => {
    expect(play(withPolicy([{ from: [{ podSelector: {}, namespaceSelector: {} }] }]), 'local').answered).toBe(0);
  });
});

describe('a NetworkPolicy that concerns nobody here', () => {
  it('for other pods or for what goes out changes nothing, and one taken away neither', () => {
    expect(play(withPolicy([], { matchLabels: { app: 'other' } }), 'local').answered).toBe(900);
    const world = withPolicy([]);
    applyAction(world, { do: 'delete', object: 'NetworkPolicy shop/web' });
    advance(world, world.now + 60_000);
    expect(rotation(world, 'cluster')).toHaveLength(ALL_NODES);
    expect(play(world, 'local').answered).toBe(900);
  });
});
