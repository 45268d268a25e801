import { describe, expect, it } from 'vitest';
import type { Service } from '../../snapshot/service.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { editProbes } from '../testing/edit.ts';
import { found } from '../testing/found.ts';
import { webWorld } from '../testing/web-world.ts';

const code = 'proxy-protocol-defeats-local-probe';
const P = 'service.beta.kubernetes.io/';
const pls = { [`${P}azure-pls-create`]: 'true', [`${P}azure-pls-proxy-protocol`]: 'true' };

const world = (annotations: Service['annotations'], service: Partial<Service> = {}): Snapshot =>
  webWorld({ externalTrafficPolicy: 'Local', annotations, ...service });

describe('proxy-protocol-defeats-local-probe', () => {
  it('names the port, the probe in force and the share of a node', () => {
    const [finding] = found(world(pls), code);
    expect(finding?.severity).toBe('high');
    expect(finding?.title).toBe(
      'PROXY protocol of the private link service takes the health check of shop/web away: port 80 is probed by TCP 30080',
    );
    expect(finding?.impact).toContain('33.3 % of new connections time out for 10–15 s');
  });

  it('is gone with each of its commands', () => {
    const asked = {
      ...pls,
      [`${P}port_80_health-probe_protocol`]: 'http',
      [`${P}port_80_health-probe_request-path`]: '/ready',
    };
    expect(found(world(asked), code)).toEqual([]);
    expect(found(world({ ...pls, [`${P}azure-pls-proxy-protocol`]: 'false' }), code)).toEqual([]);
  });

  it.each([
    ['policy Cluster', world(pls, { externalTrafficPolicy: 'Cluster' })],
    ['no private link service', world({ [`${P}azure-pls-proxy-protocol`]: 'true' })],
    ['private link service without PROXY protocol', world({ [`${P}azure-pls-create`]: 'true' })],
  ])('says nothing of %s', (_what, snapshot) => {
    expect(found(snapshot, code)).toEqual([]);
  });

  it('leaves a port that was chosen, and a probe that nobody asked for, to others', () => {
    const chosen = world({ ...pls, [`${P}port_80_health-probe_port`]: '80' });
    expect(found(chosen, code)).toEqual([]);
    expect(found(chosen, 'probe-override-defeats-drain')).toHaveLength(1);
    const drifted = editProbes(world(pls), { port: 1 });
    expect(found(drifted, code)).toEqual([]);
    expect(found(drifted, 'probe-drift')).toHaveLength(1);
  });
});
