import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Simulator, startSimulator } from '../../start-simulator.ts';

const listSchema = z.object({ value: z.array(z.looseObject({ name: z.string() })), nextLink: z.url().optional() });
const probes = 'loadBalancers/kubernetes/loadBalancingRules';

let simulator: Simulator;
let group: string;

beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'full-size', speed: 0, startAt: Date.UTC(2026, 10, 21) });
  group = `/subscriptions/${simulator.subscriptionId}/resourceGroups/${simulator.nodeResourceGroup}/providers`;
}, 60_000);
afterAll(() => simulator.stop());

/** What curl would send: an address, a token, nothing else. */
const curl = (path: string, method = 'GET') =>
  fetch(simulator.armUrl + path, { method, headers: { authorization: 'Bearer any' }, redirect: 'manual' });

async function list(path: string): Promise<z.infer<typeof listSchema>> {
  const response = await curl(path);
  expect(response.status).toBe(200);
  return listSchema.parse(await response.json());
}

/** A link names the real host; only its path is asked of the simulator. */
function pathOf(link: string): string {
  const { hostname, pathname, search } = new URL(link);
  expect(hostname).toBe('management.azure.com');
  return pathname + search;
}

describe('plain requests to ARM', () => {
  it('list what is in a resource group', async () => {
    const { value } = await list(`${group}/Microsoft.Network/loadBalancers?api-version=2024-05-01`);
    expect(value.map((one) => one.name)).toContain('kubernetes');
  });

  it('follow nextLink to the end, every item once', async () => {
    const scaleSets = await list(`${group}/Microsoft.Compute/virtualMachineScaleSets?api-version=2024-07-01`);
    const names: string[] = [];
    let pages = 0;
    for (const { name } of scaleSets.value) {
      let path: string | null =
        `${group}/Microsoft.Compute/virtualMachineScaleSets/${name}/virtualMachines?api-version=2024-07-01`;
      while (path !== null) {
        const page: z.infer<typeof listSchema> = await list(path);
        names.push(...page.value.map((machine) => `${name}/${machine.name}`));
        pages++;
        path = page.nextLink === undefined ? null : pathOf(page.nextLink);
      }
    }
    const { nodes } = z.object({ nodes: z.array(z.unknown()) }).parse(simulator.control.state());
    expect(pages).toBeGreaterThan(scaleSets.value.length);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toHaveLength(nodes.length);
  });

  it('ask for the health of a rule: 202 with Location and no body, and the answer there', async () => {
    const [rule] = (await list(`${group}/Microsoft.Network/loadBalancers?api-version=2024-05-01`)).value
      .filter((one) => one.name === 'kubernetes')
      .flatMap(
        (one) =>
          z.looseObject({ loadBalancingRules: z.array(z.looseObject({ name: z.string() })) }).parse(one.properties)
            .loadBalancingRules,
      );
    const path = `${group}/Microsoft.Network/${probes}/${rule?.name}/health?api-version=2024-05-01`;
    expect((await curl(path)).status).toBe(405);
    const accepted = await curl(path, 'POST');
    expect(accepted.status).toBe(202);
    expect(await accepted.text()).toBe('');
    const poll = () => curl(pathOf(accepted.headers.get('location') ?? ''));
    expect((await poll()).status).toBe(202);
    simulator.control.skip(30);
    const done = await poll();
    expect(done.status).toBe(200);
    expect(await done.json()).toMatchObject({ up: expect.any(Number), down: expect.any(Number) });
  });

  it('answer an error in the form of ARM', async () => {
    const response = await curl(`${group}/Microsoft.Network/loadBalancers/none?api-version=2024-05-01`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { code: 'ResourceNotFound' } });
  });
});
