import { describe, expect, it } from 'vitest';
import type { Finding } from '../../lib/report/finding.ts';
import type { ServiceReport } from '../../lib/report/service-report.ts';
import { chooseVariant, prepareVariants } from '../service/prepare-variants.ts';
import { sampleFindings } from '../testing/sample-findings.ts';
import { badNightNodes } from '../testing/sample-nodes.ts';
import { sampleRule, sampleService } from '../testing/sample-service.ts';
import { commandEffect } from '../ui/command-effect.ts';
import type { LadderInput } from './ladder-input.ts';
import { preparePathLadder } from './prepare-path-ladder.ts';

function inputOf(report: ServiceReport): LadderInput {
  const variant = chooseVariant(prepareVariants(report), null);
  if (variant === null) throw new Error('the sample has no rule');
  return {
    cluster: 'prod weu',
    report,
    variant,
    traffic: variant.traffic[report.externalTrafficPolicy],
    verdicts: report.verdicts.filter((verdict) => verdict.rule === variant.rule.name),
    nodeResourceGroup: 'MC_prod_weu',
  };
}

const states = (report: ServiceReport, findings: readonly Finding[] = []) =>
  Object.fromEntries(preparePathLadder(inputOf(report), findings).hops.map((hop) => [hop.id, hop.state]));

const calm = sampleService([
  { name: 'a', pool: 'web', zone: '1', pods: ['ready'] },
  { name: 'b', pool: 'web', zone: '2', pods: ['ready'] },
]);
const calmLifecycle = { ...calm.lifecycle, workloads: [] };

describe('path ladder', () => {
  it('lists the eight hops in the order a connection meets them', () => {
    expect(preparePathLadder(inputOf(calm), []).hops.map((hop) => hop.id)).toEqual([
      'frontend',
      'rule',
      'probe',
      'pool',
      'node',
      'kube-proxy',
      'endpoint',
      'pod',
    ]);
  });

  it('marks no hop when all is well', () => {
    const ladder = preparePathLadder(inputOf({ ...calm, lifecycle: calmLifecycle }), []);
    expect(ladder.first).toBeNull();
    expect(new Set(ladder.hops.map((hop) => hop.state))).toEqual(new Set(['fine']));
  });

  it('shows no hop as fine that only a probe can have seen, when none was', () => {
    const unseen = { ...calm, rules: calm.rules.map((rule) => ({ ...rule, observed: null })) };
    expect(states(unseen)).toMatchObject({ probe: 'computed', node: 'computed', 'kube-proxy': 'computed' });
  });

  it('warns at the pod when nobody answers for one that is ready by every object', () => {
    const { Cluster } = calm.policies;
    const [first, ...others] = Cluster.pods;
    if (first === undefined) throw new Error('the sample has no pod');
    const pods = [{ ...first, answers: 'no' as const }, ...others];
    const report = { ...calm, lifecycle: calmLifecycle, policies: { ...calm.policies, Cluster: { ...Cluster, pods } } };
    expect(states(report)).toMatchObject({ pod: 'warning' });
  });

  it('tells at the probe how long it takes to notice: less for a refusal than for silence', () => {
    const facts = preparePathLadder(inputOf(calm), []).hops.find((hop) => hop.id === 'probe')?.facts ?? [];
    expect(facts.map(({ text }) => text).join('\n')).toMatch(/5–10 s after .* refuse, 10–15 s after it falls silent/);
  });

  it('marks the node when a machine that is gone still gets connections', () => {
    const ladder = preparePathLadder(inputOf(sampleService(badNightNodes)), []);
    expect(ladder.first).toBe('node');
    expect(states(sampleService(badNightNodes))).toMatchObject({ probe: 'warning', node: 'broken', pod: 'warning' });
  });

  it('marks kube-proxy when a node that is there drops what it gets', () => {
    const report = sampleService([
      { name: 'a', pool: 'web', zone: '1', pods: ['ready'] },
      { name: 'b', pool: 'web', zone: '1', dead: true },
    ]);
    expect(states(report)).toMatchObject({ node: 'fine', 'kube-proxy': 'broken' });
  });

  it('is as bad as a finding that sits at the hop, unless the finding is only information', () => {
    const [onLostNode] = sampleFindings;
    if (onLostNode === undefined) throw new Error('the sample has no finding');
    expect(states(calm, [onLostNode]).endpoint).toBe('broken');
    const endpoint = preparePathLadder(inputOf(calm), [onLostNode]).hops.find((hop) => hop.id === 'endpoint');
    expect(endpoint?.summary).toBe('endpoints on lost node');
    expect(states(calm, [{ ...onLostNode, severity: 'medium' }]).endpoint).toBe('warning');
    expect(states(calm, [{ ...onLostNode, severity: 'info' }]).endpoint).toBe('fine');
    expect(states(calm, [{ ...onLostNode, code: 'a-code-of-tomorrow' }]).endpoint).toBe('fine');
  });

  it('says of hops that no connection reaches that they are not reached, not that they are fine', () => {
    const report = sampleService([{ name: 'a', pool: 'web', zone: '1', pods: ['not-ready'] }], 'Local');
    expect(states(report)).toMatchObject({ node: 'not-reached', 'kube-proxy': 'not-reached', endpoint: 'broken' });
  });

  it('breaks at the frontend without an address and at the rule that Azure does not have', () => {
    const [frontend] = calm.frontends;
    if (frontend === undefined) throw new Error('the sample has no frontend');
    expect(states({ ...calm, frontends: [{ ...frontend, ip: null }] }).frontend).toBe('broken');
    expect(states({ ...calm, rules: [sampleRule('Cluster', { state: 'missing' })] }).rule).toBe('broken');
  });

  it('never calls fine what was not read', () => {
    const rule = sampleRule('Cluster', { state: 'not-loaded', observed: null });
    expect(states({ ...calm, rules: [rule] })).toMatchObject({ frontend: 'unknown', rule: 'unknown', pool: 'unknown' });
  });

  it('says that a rule without a probe is so by design of the rule, not that it is healthy', () => {
    expect(states({ ...calm, rules: [sampleRule('Cluster', { probe: null })] }).probe).toBe('by-design');
  });

  it('gives commands that only read and name cluster, namespace and group', () => {
    for (const policy of ['Cluster', 'Local'] as const) {
      const { hops } = preparePathLadder(inputOf(sampleService(badNightNodes, policy)), []);
      const commands = hops.flatMap((hop) => hop.checks.map((check) => check.command));
      expect(commands.length).toBeGreaterThanOrEqual(8);
      for (const command of commands) {
        expect(commandEffect(command), command).toBe('reads');
        expect(command).toMatch(/^(kubectl --context 'prod weu' |az .* -g MC_prod_weu$|curl )/);
      }
    }
  });
});
