import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { ago, found } from '../testing/found.ts';
import { webWorld } from '../testing/web-world.ts';
import { withHealth } from '../testing/with-health.ts';
import { NOW } from '../testing/world.ts';

const code = 'kube-proxy-unhealthy';
const silent = 'Down_Probe_HttpEndpointUnreachable';
const up = 'Up_Probe_Success';
const local = webWorld({ externalTrafficPolicy: 'Local', healthCheckNodePort: 32_000 });

function withLeases(snapshot: Snapshot): Snapshot {
  const leases = snapshot.kubernetes.nodes?.map(({ name }) => ({
    nodeName: name,
    resourceVersion: '1',
    renewedAt: NOW,
    durationSeconds: 40,
  }));
  return { ...snapshot, kubernetes: { ...snapshot.kubernetes, leases: leases ?? null } };
}

describe('kube-proxy-unhealthy', () => {
  it('names the nodes that live and do not answer', () => {
    const [finding] = found(withHealth(withLeases(local), [silent, up, up]), code);
    expect(finding).toMatchObject({ severity: 'high', objects: [{ kind: 'Service' }, { kind: 'Node', name: 'n0' }] });
    expect(finding?.evidence[0]).toMatchObject({ known: 'measured' });
    expect(finding?.fix.commands[0]).toContain('--field-selector spec.nodeName=n0');
  });

  it('takes an answer that says no for an answer', () => {
    const no = 'Down_Probe_HttpStatusCodeError';
    expect(found(withHealth(withLeases(local), [no, up, up]), code)).toEqual([]);
    expect(found(withHealth(withLeases(local), [silent, no, no]), code)).toHaveLength(1);
  });

  it('blames no kube-proxy where no node answers, for then something is in the way', () => {
    expect(found(withHealth(withLeases(local), [silent, silent, silent]), code)).toEqual([]);
  });

  it('blames no kube-proxy on a node whose heartbeat is not known or old', () => {
    expect(found(withHealth(local, [silent, up, up]), code)).toEqual([]);
  });

  it('waits until a heart that stopped with the machine would have been missed', () => {
    const since = (seconds: number): Snapshot => {
      const world = withHealth(withLeases(local), [silent, up, up]);
      const ruleHealth = world.probes.ruleHealth.map((health) => ({
        ...health,
        backends: health.backends.map((backend) => ({ ...backend, since: ago(seconds) })),
      }));
      return { ...world, probes: { ...world.probes, ruleHealth } };
    };
    expect(found(since(20), code)).toEqual([]);
    expect(found(since(60), code)).toHaveLength(1);
  });

  it('says nothing of a probe that asks a node port', () => {
    expect(found(withHealth(withLeases(webWorld()), ['Down_Probe_TcpProbeTimeout', up, up]), code)).toEqual([]);
  });

  it('says nothing where nobody has looked', () => {
    expect(found(withLeases(local), code)).toEqual([]);
  });
});
