import { expect, it } from 'vitest';
import { webWorld } from '../testing/web-world.ts';
import { testService } from '../testing/world.ts';
import { removePodsCommands, restartProxyCommands } from './remove-pods.ts';

const snapshot = webWorld();

it('removes only pods that the Service selects, on that node', () => {
  expect(removePodsCommands(snapshot, testService('web'), ['n0'])).toEqual([
    'kubectl --context test -n shop delete pod -l app=web --force --grace-period=0 --field-selector spec.nodeName=n0',
  ]);
});

it.each([null, {}])('removes nothing where nobody knows which pods are meant: selector %j', (selector) => {
  const [command] = removePodsCommands(snapshot, testService('web', { selector }), ['n0']);
  expect(command).toBe('kubectl --context test -n shop get pods -o wide --field-selector spec.nodeName=n0');
});

it('never names no node', () => {
  expect([removePodsCommands(snapshot, testService('web'), []), restartProxyCommands(snapshot, [])]).toEqual([[], []]);
});
