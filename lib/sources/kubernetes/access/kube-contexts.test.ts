import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { systemClock } from '../clock.ts';
import { kubeConfigText } from '../testing/kube-config-text.ts';
import { findKubeConfigSource } from './kube-config-source.ts';
import { listKubeContexts } from './list-kube-contexts.ts';
import { openKubeAccess } from './open-kube-access.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kubeconfig-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
  vi.unstubAllEnvs();
});

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

const open = (text: string, context: string | null = null) =>
  openKubeAccess({ source: { kind: 'text', text }, context, entraCredential: null, clock: systemClock });

it('merges the files of KUBECONFIG: the first wins, missing ones are skipped', () => {
  const first = write('first', kubeConfigText('https://one.example', {}));
  const second = write('second', kubeConfigText('https://two.example', {}).replaceAll('name: shop\n', 'name: other\n'));
  vi.stubEnv('KUBECONFIG', [first, path.join(folder, 'missing'), second].join(path.delimiter));
  expect(listKubeContexts({ kind: 'default' })).toEqual({
    ok: true,
    contexts: [
      { name: 'shop', server: 'https://one.example', isCurrent: true },
      { name: 'other', server: 'https://one.example', isCurrent: false },
    ],
  });
});

it('tells a machine without a kubeconfig from one with a broken one', () => {
  vi.stubEnv('KUBECONFIG', path.join(folder, 'missing'));
  expect(listKubeContexts({ kind: 'default' })).toMatchObject({ ok: false, reason: 'none' });
  const file = write('broken', 'clusters: [');
  expect(listKubeContexts({ kind: 'file', path: file })).toMatchObject({
    ok: false,
    reason: 'unreadable',
    message: expect.stringContaining(`${file} is not a kubeconfig`),
  });
  expect(listKubeContexts({ kind: 'file', path: path.join(folder, 'gone') })).toMatchObject({ reason: 'unreadable' });
});

it('finds what there is to sign in with', () => {
  vi.stubEnv('KUBERNETES_SERVICE_HOST', '');
  vi.stubEnv('KUBECONFIG', path.join(folder, 'missing'));
  expect(findKubeConfigSource()).toBeNull();
  expect(listKubeContexts({ kind: 'in-cluster' })).toMatchObject({ ok: false, reason: 'none' });
  vi.stubEnv('KUBECONFIG', write('config', kubeConfigText('https://one.example', {})));
  expect(findKubeConfigSource()).toEqual({ kind: 'default' });
});

it('reads an empty file as a mistake, not as no clusters', () => {
  expect(listKubeContexts({ kind: 'text', text: '' })).toMatchObject({ ok: false, reason: 'unreadable' });
});

it('leaves out incomplete entries without losing the others', () => {
  const text = kubeConfigText('https://one.example', {}).replace('contexts:', 'contexts:\n  - name: broken');
  expect(listKubeContexts({ kind: 'text', text })).toMatchObject({ contexts: [{ name: 'shop' }] });
});

it('names the contexts there are when the wanted one is missing', () => {
  expect(open(kubeConfigText('https://one.example', {}), 'prod')).toMatchObject({
    ok: false,
    message: 'The kubeconfig has no context prod; it has: shop.',
  });
});

it('sends no token in clear text, except to this machine', () => {
  expect(open(kubeConfigText('http://one.example', {}))).toMatchObject({
    ok: false,
    message: expect.stringContaining('clear text'),
  });
  expect(open(kubeConfigText('http://127.0.0.1:8001', {}))).toMatchObject({ ok: true });
});
