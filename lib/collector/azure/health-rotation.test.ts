import { expect, it } from 'vitest';
import { testBalancer, testRule } from '../testing/snapshot-objects.ts';
import { createHealthRotation } from './health-rotation.ts';

const base = (digit: number) => `a${String(digit).repeat(31)}`;
const rules = (...digits: number[]) => digits.map((digit) => testRule(`${base(digit)}-TCP-80`));
const balancer = (...digits: number[]) => testBalancer('kubernetes', { rules: rules(...digits) });

function start(...digits: number[]) {
  const rotation = createHealthRotation();
  rotation.update([balancer(...digits)]);
  const next = (nowMs: number) => rotation.next(nowMs)?.rule[1] ?? null;
  return { rotation, next };
}

it('asks about each rule in turn and about none more than once a minute', () => {
  const { next } = start(1, 2, 3);
  expect([0, 1000, 2000, 3000, 59_999].map(next)).toEqual(['1', '2', '3', null, null]);
  expect([60_000, 60_500, 61_000].map(next)).toEqual(['1', null, '2']);
});

it('prefers rules of a Service that has changed since, but not before the minute is over', () => {
  const { rotation, next } = start(1, 2, 3);
  [0, 1000, 2000].map(next);
  rotation.noteChange(base(3), 10_000);
  expect([61_000, 62_000].map(next)).toEqual(['1', '3']);
  expect(next(62_000)).toBe('2');
});

it('asks less and less often about a rule that fails, and as usual once it answers', () => {
  const { rotation, next } = start(1);
  const target = { loadBalancerId: '', loadBalancer: 'Kubernetes', rule: `${base(1)}-TCP-80` };
  next(0);
  rotation.answered(target, false);
  expect([60_000, 120_000].map(next)).toEqual([null, '1']);
  rotation.answered(target, false);
  expect([240_000, 360_000].map(next)).toEqual([null, '1']);
  rotation.answered(target, true);
  expect(next(420_000)).toBe('1');
});

it('follows rules that come and go without asking the others again', () => {
  const { rotation, next } = start(1);
  next(0);
  rotation.update([balancer(1, 2)]);
  expect([1000, 2000].map(next)).toEqual(['2', null]);
  rotation.update([balancer(2)]);
  expect(rotation.has({ loadBalancer: 'kubernetes', rule: `${base(1)}-TCP-80` })).toBe(false);
});

it('leaves out rules without a probe, about which Azure has no answer', () => {
  const rotation = createHealthRotation();
  rotation.update([testBalancer('kubernetes', { rules: [testRule('x', { probeId: null })] })]);
  expect(rotation.size()).toBe(0);
});
