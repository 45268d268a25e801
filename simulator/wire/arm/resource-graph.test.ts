import { describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { deployment, loadBalancerService, smallCluster } from '../../testing/small-cluster.ts';
import { newArmContext } from './arm-context.ts';
import { queryResourceGraph } from './resource-graph.ts';

const context = newArmContext(smallCluster([deployment('web'), loadBalancerService('web', 'web')]));
const answerSchema = z.object({ totalRecords: z.number(), data: z.array(z.record(z.string(), z.unknown())) });

const ask = (query: string, more: object = {}) => queryResourceGraph(context, JSON.stringify({ query, ...more }));
const rows = (query: string, more: object = {}) => {
  const { status, body } = ask(query, more);
  expect(status).toBe(200);
  return answerSchema.parse(body).data;
};
const names = (query: string): unknown[] => rows(query).map(({ name }) => name);

const GROUP = 'mc_demo-rg_demo-aks_westeurope';

describe('Resource Graph', () => {
  it('gives everything there is of AKS, with types and groups in lower case', () => {
    const types = new Set(rows('Resources').map(({ type }) => type));
    expect([...types].sort()).toEqual([
      'microsoft.compute/virtualmachinescalesets',
      'microsoft.containerservice/managedclusters',
      'microsoft.network/loadbalancers',
      'microsoft.network/networksecuritygroups',
      'microsoft.network/publicipaddresses',
    ]);
    expect(new Set(rows('resources').map(({ resourceGroup }) => resourceGroup))).toEqual(new Set(['demo-rg', GROUP]));
  });

  const selections: readonly [string, readonly string[]][] = [
    ["Resources | where type =~ 'Microsoft.Network/loadBalancers'", ['kubernetes']],
    ["Resources | where type == 'Microsoft.Network/loadBalancers'", []],
    ["Resources | where type == 'microsoft.network/loadbalancers' and name == 'kubernetes'", ['kubernetes']],
    [
      `Resources\n| where resourceGroup =~ 'MC_demo-rg_demo-aks_westeurope'\n| where name =~ 'KUBERNETES'`,
      ['kubernetes'],
    ],
    [
      "Resources | where (type endswith '/managedClusters' or name startswith 'kubernetes') and name != 'x' | order by name asc | limit 1",
      ['demo-aks'],
    ],
    ["Resources | where type in~ ('Microsoft.ContainerService/managedClusters', 'x')", ['demo-aks']],
    ["Resources | where tolower(type) in ('microsoft.containerservice/managedclusters')", ['demo-aks']],
    ["Resources | where properties.nodeResourceGroup contains 'DEMO-AKS' // the node group", ['demo-aks']],
    ["Resources | where name has 'demo' | where type has 'managedclusters' | take 5", ['demo-aks']],
  ];
  test.each(selections)('%s', (query, expected) => {
    expect(names(query)).toEqual(expected);
  });

  it('gives the columns that are asked for, under the names that are asked for', () => {
    expect(
      rows(
        "Resources | where type =~ 'microsoft.containerservice/managedclusters' | project name, group = resourceGroup, properties.kubernetesVersion, nothing",
      ),
    ).toEqual([{ name: 'demo-aks', group: 'demo-rg', properties_kubernetesVersion: '1.36.2', nothing: null }]);
  });

  it('pages, and gives nothing of other subscriptions', () => {
    const first = z.object({ $skipToken: z.string() }).parse(ask('Resources', { options: { $top: 2 } }).body);
    expect(rows('Resources', { options: { $top: 2, $skipToken: first.$skipToken } })[0]).toEqual(rows('Resources')[2]);
    expect(rows('Resources', { subscriptions: ['99999999-2222-3333-4444-555555555555'] })).toEqual([]);
  });

  const refused: readonly [string, string][] = [
    ['Resources | summarize count() by type', 'expected where, project, order by, limit or take'],
    ['Resources | join kind=inner (x) on id', 'there is "join"'],
    ['ResourceContainers', 'expected the table Resources'],
    ["Resources | where type matches regex 'x'", 'expected one of == != =~'],
    ['Resources | where type == ', 'expected a text in quotes, the query ends'],
    ["Resources | where name == 'x' and", 'expected a column, the query ends'],
    ['Resources | where name == #', 'cannot read the query at "#"'],
  ];
  test.each(refused)('refuses %s with the reason', (query, words) => {
    const { status, body } = ask(query);
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain(JSON.stringify(words).slice(1, -1));
  });
});
