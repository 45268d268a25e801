import { describe, expect, test } from 'vitest';
import { preStopHook, toPreStop } from './pre-stop.ts';

function read(hook: unknown) {
  return toPreStop(preStopHook.parse(hook));
}

const exec = (...command: string[]) => read({ exec: { command } });
const sleep = (seconds: number) => ({ kind: 'sleep', seconds });

describe('toPreStop', () => {
  test('is none without a hook', () => {
    expect(read(undefined)).toEqual({ kind: 'none' });
    expect(read(null)).toEqual({ kind: 'none' });
  });

  test('reads the native sleep, zero included', () => {
    expect(read({ sleep: { seconds: 15 } })).toEqual(sleep(15));
    expect(read({ sleep: { seconds: 0 } })).toEqual(sleep(0));
  });

  test.each([
    [['sleep', '15'], 15],
    [['/bin/sleep', '0.5'], 0.5],
    [['sleep', '2m'], 120],
    [['/bin/sh', '-c', 'sleep 15'], 15],
    [['sh', '-c', ' sleep 20s; '], 20],
    [['bash', '-ec', 'exec sleep 5'], 5],
    [['/busybox/ash', '-c', '/bin/sleep 7'], 7],
  ])('reads %j as a sleep', (command, seconds) => {
    expect(exec(...command)).toEqual(sleep(seconds));
  });

  test.each([
    [['/bin/sh', '-c', 'sleep 5 && nginx -s quit'], 'exec /bin/sh'],
    [['/bin/sh', '-c', 'nginx -s quit; sleep 5'], 'exec /bin/sh'],
    [['sh', '-c', 'sleep $DELAY'], 'exec sh'],
    [['sleep', 'infinity'], 'exec sleep'],
    // One word is the name of a program, and there is none of this name.
    [['sleep 15'], 'exec sleep'],
    [['sleep', '5', '5'], 'exec sleep'],
    [['/usr/local/bin/drain', '--token', 'hunter2'], 'exec /usr/local/bin/drain'],
    [[], 'exec'],
  ])('does not guess how long %j takes', (command, description) => {
    expect(exec(...command)).toEqual({ kind: 'unknown', description });
  });

  test('keeps no arguments and no query, where credentials may be', () => {
    expect(exec('curl -H secret http://x')).toEqual({ kind: 'unknown', description: 'exec curl' });
    expect(read({ httpGet: { path: '/drain?token=secret', port: 80 } })).toEqual({
      kind: 'unknown',
      description: 'httpGet /drain',
    });
  });

  test('says of other handlers that their length is unknown', () => {
    expect(read({ httpGet: { port: 80 } })).toEqual({ kind: 'unknown', description: 'httpGet /' });
    expect(read({ tcpSocket: { port: 80 } })).toEqual({ kind: 'unknown', description: 'tcpSocket' });
    expect(read({})).toEqual({ kind: 'unknown', description: 'no handler' });
  });
});
