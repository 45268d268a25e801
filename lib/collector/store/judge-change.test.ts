import { expect, it } from 'vitest';
import { testNode, testService } from '../testing/snapshot-objects.ts';
import { judgeChange } from './judge-change.ts';

const heartbeat = (heartbeatAt: string, status: 'True' | 'False' = 'True') =>
  testNode('n', {
    resourceVersion: heartbeatAt,
    conditions: [{ type: 'Ready', status, reason: '', message: '', changedAt: null, heartbeatAt }],
  });

const event = (objectKind: string, reason: string) => ({
  objectKind,
  objectNamespace: null,
  objectName: 'x',
  type: 'Normal' as const,
  reason,
  message: '',
  component: '',
  count: 1,
  firstAt: null,
  lastAt: null,
});

it('takes the heartbeat of a node for routine and a changed condition for news', () => {
  expect(judgeChange('nodes', heartbeat('1'), heartbeat('2'))).toBe('routine');
  expect(judgeChange('nodes', heartbeat('1'), heartbeat('2', 'False'))).toBe('news');
});

it('takes coming and going for news, and going of the unknown for nothing', () => {
  expect(judgeChange('services', undefined, testService('a'))).toBe('news');
  expect(judgeChange('services', testService('a'), null)).toBe('news');
  expect(judgeChange('services', undefined, null)).toBe('none');
});

it.each([
  ['Service', 'EnsuredLoadBalancer', 'news'],
  ['Node', 'PreemptScheduled', 'news'],
  ['Node', 'NodeHasSufficientMemory', 'routine'],
])('takes an event of a %s with reason %s for %s', (kind, reason, urgency) => {
  expect(judgeChange('events', undefined, event(kind, reason))).toBe(urgency);
  expect(judgeChange('events', event(kind, reason), null)).toBe(urgency);
});
