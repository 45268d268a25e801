import { describe, expect, it } from 'vitest';
import type { Service } from '../../snapshot/service.ts';
import { analyze } from '../analyze.ts';
import { editServices } from '../testing/edit.ts';
import { webWorld } from '../testing/web-world.ts';
import { NOW } from '../testing/world.ts';

/** `shop/web` wants a port that another rule of its address has. */
function conflicting(change: Partial<Service> = {}) {
  const message =
    'service port http is trying to consume the port 80 which is being referenced by an existing loadBalancing rule x-TCP-80';
  const of = { objectKind: 'Service', objectNamespace: 'shop', objectName: 'web', component: 'service-controller' };
  const event = { ...of, type: 'Warning' as const, reason: 'SyncLoadBalancerFailed', message, count: 1 };
  const snapshot = editServices(webWorld(), change);
  const events = [{ ...event, firstAt: NOW, lastAt: NOW }];
  return analyze({ ...snapshot, kubernetes: { ...snapshot.kubernetes, events } });
}

describe('port-conflict-on-shared-ip', () => {
  it('is high where the Service has an address already', () => {
    const [finding] = conflicting().findings;
    expect(finding).toMatchObject({ code: 'port-conflict-on-shared-ip', severity: 'high' });
    expect(finding?.title).toContain('port 80');
  });

  it('is what is said of a Service that gets no address because of it', () => {
    const { findings, services } = conflicting({ ingress: [], createdAt: '2020-01-01T00:00:00Z' });
    expect(findings.slice(0, 2).map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'critical port-conflict-on-shared-ip',
      'critical external-ip-pending',
    ]);
    expect(services.get('shop/web')?.state).toMatchObject({
      status: 'failing',
      sentence: `${findings[0]?.title}, since 2026-11-21 03:12:00Z.`,
    });
  });
});
