import { describe, expect, it } from 'vitest';
import type { Service } from '../../snapshot/service.ts';
import { found } from '../testing/found.ts';
import { webWorld } from '../testing/web-world.ts';

const code = 'annotation-ignored';
const P = 'service.beta.kubernetes.io/';

function ignored(annotations: Readonly<Record<string, string>>, service: Partial<Service> = {}): readonly string[] {
  const prefixed = Object.fromEntries(Object.entries(annotations).map(([key, value]) => [P + key, value]));
  const findings = found(webWorld({ annotations: prefixed, ...service }), code);
  return findings.flatMap(({ evidence }) => evidence.map(({ text }) => text.slice(P.length, text.indexOf(': '))));
}

const LOCAL = { externalTrafficPolicy: 'Local' as const };
const INTERNAL = { 'azure-load-balancer-internal': 'true' };
const web = { name: 'http', protocol: 'TCP' as const, port: 80, targetPort: 8080, nodePort: 30_080 };

describe('annotation-ignored', () => {
  it.each<readonly [string, Readonly<Record<string, string>>, Partial<Service>]>([
    ['a mode of Basic load balancers', { 'azure-load-balancer-mode': 'auto' }, {}],
    ['a word that is no protocol', { 'azure-load-balancer-health-probe-protocol': 'grpc' }, {}],
    ['a path of a TCP probe', { 'azure-load-balancer-health-probe-request-path': '/x' }, {}],
    ['a port that does not exist', { 'port_81_health-probe_protocol': 'http' }, {}],
    ['a flag that is no flag', { 'azure-load-balancer-disable-tcp-reset': 'yes' }, {}],
    ['a slip of the pen', { 'azure-load-balancer-intenral': 'true' }, {}],
    ['a subnet of a public Service', { 'azure-load-balancer-internal-subnet': 'apps' }, {}],
    ['ports of a public Service', { 'azure-load-balancer-enable-high-availability-ports': 'true' }, {}],
    ['protocol under Local', { 'azure-load-balancer-health-probe-protocol': 'http' }, LOCAL],
    ['interval of one port under Local', { 'port_80_health-probe_interval': '10' }, LOCAL],
    ['path of the health-check port', { 'port_32000_health-probe_request-path': '/x' }, LOCAL],
    [
      'protocol that appProtocol overrules',
      { 'azure-load-balancer-health-probe-protocol': 'tcp' },
      { ports: [{ ...web, appProtocol: 'http' }] },
    ],
  ])('tells of %s', (_what, annotations, service) => {
    expect(ignored(annotations, service)).toEqual(Object.keys(annotations));
  });

  it('tells of a DNS label of an internal Service', () => {
    expect(ignored({ ...INTERNAL, 'azure-dns-label-name': 'shop' })).toEqual(['azure-dns-label-name']);
  });

  it('tells of everything when another controller has the Service', () => {
    expect(ignored(INTERNAL, { loadBalancerClass: 'example.com/x' })).toEqual(['azure-load-balancer-internal']);
  });

  it.each<readonly [string, Readonly<Record<string, string>>, Partial<Service>]>([
    ['a protocol that counts', { 'azure-load-balancer-health-probe-protocol': 'http' }, {}],
    [
      'a path of an HTTP probe',
      {
        'azure-load-balancer-health-probe-protocol': 'HTTP',
        'azure-load-balancer-health-probe-request-path': '/healthz',
      },
      {},
    ],
    [
      'a path with appProtocol',
      { 'port_80_health-probe_request-path': '/x' },
      { ports: [{ ...web, appProtocol: 'http' }] },
    ],
    ['interval under Local', { 'azure-load-balancer-health-probe-interval': '10' }, LOCAL],
    ['interval of the health-check port', { 'port_32000_health-probe_interval': '10' }, LOCAL],
    ['a probe port under Local', { 'port_80_health-probe_port': '80', 'port_80_health-probe_protocol': 'http' }, LOCAL],
    ['a flag that is off', { 'azure-load-balancer-disable-tcp-reset': 'False' }, {}],
    ['a subnet of an internal Service', { ...INTERNAL, 'azure-load-balancer-internal-subnet': 'apps' }, {}],
    ['a key that may be newer', { 'azure-something-quite-new': 'true' }, {}],
    ['a key of another cloud', { 'aws-load-balancer-type': 'nlb' }, {}],
  ])('says nothing of %s', (_what, annotations, service) => {
    expect(ignored(annotations, service)).toEqual([]);
  });
});
