import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../objects/object-meta.ts';
import { parseFieldSelector, parseLabelSelector } from './selectors.ts';

const object: KubeObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'web-1',
    namespace: 'shop',
    uid: '',
    resourceVersion: '',
    creationTimestamp: '',
    labels: { app: 'web', tier: 'front' },
  },
  spec: { nodeName: 'node-a' },
  status: { phase: 'Running' },
};

const matches = (parsed: ReturnType<typeof parseLabelSelector>) => (parsed.ok ? parsed.test(object) : parsed.message);

describe('parseLabelSelector', () => {
  it.each([
    ['app=web', true],
    ['app==web,tier!=back', true],
    ['app!=web', false],
    ['app in (web, api),tier', true],
    ['app notin (web)', false],
    ['!missing', true],
    ['missing', false],
    ['missing!=x', true],
    ['', true],
  ])('%s is %s', (selector, expected) => {
    expect(matches(parseLabelSelector(selector))).toBe(expected);
  });

  it('says what it cannot read', () => {
    expect(matches(parseLabelSelector('app in web'))).toContain('"app in web"');
  });
});

describe('parseFieldSelector', () => {
  it.each([
    ['metadata.name=web-1', true],
    ['spec.nodeName=node-a,status.phase!=Failed', true],
    ['spec.nodeName!=node-a', false],
    ['metadata.namespace=other', false],
  ])('%s is %s', (selector, expected) => {
    expect(matches(parseFieldSelector('pods', selector))).toBe(expected);
  });

  it('refuses fields a kind cannot be selected by', () => {
    expect(matches(parseFieldSelector('pods', 'spec.color=red'))).toBe('field label not supported: spec.color');
  });
});
