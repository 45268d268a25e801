import { describe, expect, it } from 'vitest';
import type { Service } from '../../snapshot/service.ts';
import { found } from '../testing/found.ts';
import { webWorld } from '../testing/web-world.ts';
import { withHealth } from '../testing/with-health.ts';

const code = 'probe-path-rejected';
const http = {
  name: 'http',
  protocol: 'TCP',
  port: 80,
  targetPort: 8080,
  nodePort: 30_080,
  appProtocol: 'http',
} as const;

const world = (service: Partial<Service> = {}) => webWorld({ ports: [http], ...service });
const rejected = 'Down_Probe_HttpStatusCodeError';
const fine = 'Up_Probe_Success';

describe('probe-path-rejected', () => {
  it('is critical when Azure has every node down for the answer of the application', () => {
    const [finding] = found(withHealth(world(), [rejected, rejected, rejected]), code);
    expect(finding?.severity).toBe('critical');
    expect(finding?.title).toContain('shop/web does not answer 200 on /');
    expect(finding?.evidence[0]).toMatchObject({ known: 'measured' });
  });

  it('is high when some node is still up', () => {
    expect(found(withHealth(world(), [rejected, rejected, fine]), code)[0]?.severity).toBe('high');
  });

  it('is foretold for a path that nobody chose, as long as nobody has looked', () => {
    const [finding] = found(world(), code);
    expect(finding?.severity).toBe('medium');
    expect(finding?.evidence.map(({ known }) => known)).toEqual(['computed', 'assumed']);
    expect(found(withHealth(world(), [fine, fine, fine]), code)).toEqual([]);
  });

  it('is not foretold for a path that somebody chose', () => {
    const annotations = { 'service.beta.kubernetes.io/azure-load-balancer-health-probe-request-path': '/healthz' };
    expect(found(world({ annotations }), code)).toEqual([]);
  });

  it.each<Partial<Service>>([
    { ports: [{ ...http, appProtocol: null }] },
    { ports: [{ ...http, appProtocol: 'grpc' }] },
    { externalTrafficPolicy: 'Local', healthCheckNodePort: 32_000 },
    { annotations: { 'service.beta.kubernetes.io/port_80_health-probe_protocol': 'tcp' } },
  ])('says nothing where the probe does not ask the application over HTTP: %j', (service) => {
    expect(found(world(service), code)).toEqual([]);
  });

  it('is told once for a port with two families', () => {
    const twice = world({ ipFamilies: ['IPv4', 'IPv6'] });
    expect(found(twice, code)).toHaveLength(1);
  });

  it('is not what a health-check node port says of a node without a pod', () => {
    const local = world({ externalTrafficPolicy: 'Local', healthCheckNodePort: 32_000 });
    expect(found(withHealth(local, [rejected, fine, fine]), code)).toEqual([]);
  });
});
