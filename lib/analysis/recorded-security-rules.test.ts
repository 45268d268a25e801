import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { listFixtures, readFixture } from '../../fixtures/read-fixture.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { analyze } from './analyze.ts';
import {
  arrivesAtNode,
  type Destinations,
  type ExpectedSecurityRule,
  expectedSecurityRules,
  frontendDestinations,
} from './azure/expected-security-rules.ts';
import type { ServiceModel } from './service/service-model.ts';

const cases = (['controller', 'dataplane'] as const).flatMap(listFixtures);

/** By name: the controller makes it from what the rule lets in, with MD5. */
function named(rule: ExpectedSecurityRule): { readonly name: string; readonly sources: readonly string[] } {
  const sources =
    'tag' in rule.sources
      ? [rule.sources.tag]
      : rule.sources.ranges.map(
          ({ bits, prefix }) => `${[24n, 16n, 8n, 0n].map((at) => (bits >> at) & 255n).join('.')}/${prefix}`,
        );
  const digest = createHash('md5')
    .update([rule.protocol, sources.toSorted().join(','), rule.ports.map(String).toSorted().join(',')].join('_'))
    .digest('hex');
  return { name: `k8s-azure-lb_allow_${rule.family}_${digest}`, sources };
}

interface Wish {
  readonly protocol: string;
  readonly sources: readonly string[];
  readonly ports: readonly string[];
  readonly destinations: Set<string>;
}

function destinationsOf({ service, ports }: ServiceModel, { kubernetes }: Snapshot): Destinations {
  if (!arrivesAtNode(service)) return frontendDestinations(service);
  const members = new Set(ports.flatMap(({ pool }) => pool.members));
  const nodes = (kubernetes.nodes ?? []).filter(({ name }) => members.has(name));
  return { IPv4: nodes.flatMap(({ internalIPs }) => internalIPs.filter((ip) => !ip.includes(':'))), IPv6: [] };
}

/** All Services together, as one text for each rule. */
function expected(snapshot: Snapshot): readonly string[] {
  const wishes = new Map<string, Wish>();
  for (const { model } of analyze(snapshot).services.values()) {
    for (const rule of expectedSecurityRules(model.service, destinationsOf(model, snapshot)) ?? []) {
      const { name, sources } = named(rule);
      const ports = rule.ports.map(String);
      const wish = wishes.get(name) ?? { protocol: rule.protocol, sources, ports, destinations: new Set<string>() };
      for (const destination of rule.destinations) wish.destinations.add(destination);
      wishes.set(name, wish);
    }
  }
  return [...wishes]
    .map(([name, { protocol, sources, ports, destinations }]) =>
      line(name, protocol, sources, ports, [...destinations]),
    )
    .toSorted();
}

function line(
  name: string,
  protocol: string,
  sources: readonly string[],
  ports: readonly string[],
  destinations: readonly string[],
): string {
  return [name, protocol, sources.toSorted().join(), ports.toSorted().join(), destinations.toSorted().join()].join(' ');
}

describe('security rules that the real cloud controller wrote', () => {
  it('are many', async () => {
    const groups = await Promise.all(
      cases.map(async (name) => (await readFixture(name)).snapshot.azure.networkSecurityGroups),
    );
    expect(groups.flatMap((all) => all ?? []).flatMap(({ rules }) => rules).length).toBeGreaterThan(100);
  });

  it.each(cases)('%s: are the expected ones, to the letter', async (path) => {
    const { snapshot } = await readFixture(path);
    const groups = snapshot.azure.networkSecurityGroups;
    if (groups === null) return;
    const written = groups.flatMap(({ rules }) =>
      rules.map((rule) => line(rule.name, rule.protocol, rule.sources, rule.destinationPorts, rule.destinations)),
    );
    expect(expected(snapshot)).toEqual(written.toSorted());
  });
});
