import { expect, it } from 'vitest';
import type { ResourceStatus } from '../../snapshot/source-status.ts';
import { kubernetesStatus } from './kubernetes-status.ts';

const AT = '2026-11-21T03:12:00.000Z';
const live = (resource: string): ResourceStatus => ({
  resource,
  state: 'live',
  observedAt: AT,
  error: null,
  denied: null,
});
const refused = (resource: string): ResourceStatus => ({
  resource,
  state: 'denied',
  observedAt: null,
  error: 'forbidden',
  denied: { verb: 'list', resource },
});

it('is whole without what only tells host names, and still names the permission', () => {
  const status = kubernetesStatus([live('services'), live('nodes'), refused('ingresses')], Date.parse(AT));
  expect(status).toMatchObject({ state: 'live', error: null });
  expect(status.resources.find(({ resource }) => resource === 'ingresses')).toMatchObject({ state: 'denied' });
});

it('is partial without anything that verdicts are made of', () => {
  expect(kubernetesStatus([live('services'), refused('pods')], Date.parse(AT)).state).toBe('partial');
});
