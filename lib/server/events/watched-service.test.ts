import { expect, it } from 'vitest';
import { analyze } from '../../analysis/analyze.ts';
import { reanalyze } from '../../analysis/reanalyze.ts';
import { testIngress } from '../../analysis/testing/host-routes.ts';
import { ADDRESS, hostWorld } from '../../analysis/testing/host-world.ts';
import { watchService } from './watched-service.ts';

const KEY = 'shop/gateway';

it('tells a host that is new though the Service is judged as before, and nothing when it is not its own', () => {
  const before = hostWorld([]);
  const first = analyze(before);
  const watched = watchService(null, KEY, { version: 1, snapshot: before, analysis: first });

  const follow = (ip: string) => {
    const ingress = testIngress('web', { hosts: ['new.example.com'], addresses: [{ ip, hostname: null }] });
    const snapshot = { ...before, kubernetes: { ...before.kubernetes, hostRoutes: [ingress] } };
    const analysis = reanalyze(first, snapshot, { changes: [{ kind: 'hostRoutes', key: 'Ingress/shop/web' }] });
    return watchService(watched, KEY, { version: 2, snapshot, analysis });
  };

  expect(follow(ADDRESS)).toMatchObject({ version: 2, content: expect.stringContaining('new.example.com') });
  expect(follow('9.9.9.9')).toMatchObject({ version: 1, content: watched.content });
});
