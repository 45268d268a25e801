import { z } from 'zod';
import { groupId } from '../../../simulator/azure/arm-ids.ts';
import { nodeResourceGroupOf } from '../../../simulator/kernel/settings.ts';
import type { World } from '../../../simulator/kernel/world.ts';
import { healthFiles } from './health-files.ts';
import { type Arm, type ArmReply, connectArm } from './in-process-arm.ts';

const pageSchema = z.object({ value: z.array(z.looseObject({})), nextLink: z.string().optional() });
const scaleSetsSchema = z.object({ value: z.array(z.looseObject({ name: z.string() })) });

/** All pages of a list as one body; the first answer that is no page instead, when there is one. */
function wholeList(arm: Arm, path: string): unknown {
  const value: unknown[] = [];
  let next: string | undefined = path;
  while (next !== undefined) {
    const reply: ArmReply = arm('GET', next);
    if (reply.status !== 200) return reply.body;
    const page = pageSchema.parse(reply.body);
    value.push(...page.value);
    next = page.nextLink;
  }
  return { value };
}

/** The same list below each scale set, joined. */
function ofScaleSets(arm: Arm, list: unknown, scaleSets: string, child: string): unknown {
  const parsed = scaleSetsSchema.safeParse(list);
  if (!parsed.success) return list;
  const value: unknown[] = [];
  for (const { name } of parsed.data.value) {
    const body = wholeList(arm, `${scaleSets}/${name}/${child}`);
    const page = pageSchema.safeParse(body);
    if (!page.success) return body;
    value.push(...page.data.value);
  }
  return { value };
}

/** Everything ARM says of the cluster as files of a bundle, with the health of every probed rule if that is wanted. */
export function azureFiles(world: World, withHealth: boolean): Map<string, string> {
  const { settings } = world;
  const arm = connectArm(world);
  const group = groupId(settings, nodeResourceGroupOf(settings));
  const network = `${group}/providers/Microsoft.Network`;
  const scaleSets = `${group}/providers/Microsoft.Compute/virtualMachineScaleSets`;
  const vmss = wholeList(arm, scaleSets);
  const cluster = `${groupId(settings, settings.resourceGroup)}/providers/Microsoft.ContainerService/managedClusters/${settings.cluster}`;
  const bodies = {
    loadbalancers: wholeList(arm, `${network}/loadBalancers`),
    publicipaddresses: wholeList(arm, `${network}/publicIPAddresses`),
    networksecuritygroups: wholeList(arm, `${network}/networkSecurityGroups`),
    vmss,
    vmssvms: ofScaleSets(arm, vmss, scaleSets, 'virtualMachines?$expand=instanceView'),
    nics: ofScaleSets(arm, vmss, scaleSets, 'networkInterfaces'),
    managedcluster: arm('GET', cluster).body,
  };
  const files = new Map(Object.entries(bodies).map(([name, body]) => [`azure/${name}.json`, JSON.stringify(body)]));
  const health = withHealth ? healthFiles(arm, `${network}/loadBalancers`, bodies.loadbalancers) : [];
  for (const [path, text] of health) files.set(path, text);
  return files;
}
