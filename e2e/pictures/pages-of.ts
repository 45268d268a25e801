import { z } from 'zod';

export interface Shot {
  readonly cluster: string;
  readonly page: string;
  readonly path: string;
}

const summarySchema = z.object({
  services: z.array(z.object({ namespace: z.string(), name: z.string() })),
});
const reportSchema = z.object({
  services: z.array(z.object({ verdicts: z.array(z.object({ node: z.string(), verdict: z.string() })) })),
});

/** Larger reports are not asked for just to choose a node. */
const NODE_PAGE_SERVICES_MAX = 50;

async function ask<T>(url: string, schema: z.ZodType<T>): Promise<T> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} was answered with ${answer.status}`);
  return schema.parse(await answer.json());
}

/** The pages of a cluster worth a look: those about it, its worst Service, and its worst node. */
export async function pagesOf(base: string, cluster: string): Promise<readonly Shot[]> {
  const { services } = await ask(`${base}/api/v1/clusters/${cluster}/summary`, summarySchema);
  const own = `/clusters/${cluster}`;
  const shot = (page: string, path: string): Shot => ({ cluster, page, path });
  const shots = [
    shot('cluster', own),
    shot('nodes', `${own}/nodes`),
    shot('load-balancers', `${own}/load-balancers`),
    shot('findings', `${own}/findings`),
  ];
  for (const { namespace, name } of services.slice(0, 2)) {
    const path = `${own}/services/${namespace}/${name}`;
    shots.push(shot(`service-${name}`, path), shot(`service-${name}-tables`, `${path}?tables=1`));
  }
  const node = services.length > NODE_PAGE_SERVICES_MAX ? null : await worstNode(base, cluster);
  return node === null ? shots : [...shots, shot('node', `${own}/nodes/${node}`)];
}

const WORST_FIRST = ['wrongly-in', 'wrongly-out', 'degraded', 'draining', 'unknown', 'in-rotation', 'expected-out'];

/** Null: the cluster has no node. */
async function worstNode(base: string, cluster: string): Promise<string | null> {
  const { services } = await ask(`${base}/api/v1/clusters/${cluster}?encoding=plain`, reportSchema);
  const verdicts = services.flatMap((service) => service.verdicts);
  const ranked = verdicts.toSorted((a, b) => WORST_FIRST.indexOf(a.verdict) - WORST_FIRST.indexOf(b.verdict));
  return ranked[0]?.node ?? null;
}
