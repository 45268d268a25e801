import { groupId } from '../../azure/arm-ids.ts';
import { nodeResourceGroupOf } from '../../kernel/settings.ts';
import type { World } from '../../kernel/world.ts';
import { type ArmAnswer, type ArmContext, type ArmRequest, armError } from './arm-context.ts';
import { type ArmPath, sameName } from './arm-paths.ts';

const subscription = (world: World) => ({
  id: `/subscriptions/${world.settings.subscriptionId}`,
  subscriptionId: world.settings.subscriptionId,
  displayName: 'Simulator',
  state: 'Enabled',
});

const groups = (world: World) =>
  [world.settings.resourceGroup, nodeResourceGroupOf(world.settings)].map((name) => ({
    id: groupId(world.settings, name),
    name,
    type: 'Microsoft.Resources/resourceGroups',
    location: world.settings.region,
    properties: { provisioningState: 'Succeeded' },
  }));

const token = (): ArmAnswer => ({
  status: 200,
  body: { token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token: 'simulator' },
});

/** Subscriptions, resource groups, sign-in, and subscriptions that do not exist; null for everything else. */
export function subscriptionRoute(context: ArmContext, raw: ArmRequest, path: ArmPath): ArmAnswer | null {
  const { world } = context;
  if (raw.path.includes('/oauth2/')) return token();
  if (/^\/subscriptions\/?$/i.test(raw.path)) return { status: 200, body: { value: [subscription(world)] } };
  if (path.subscription !== null && !sameName(path.subscription, world.settings.subscriptionId))
    return armError(404, 'SubscriptionNotFound', `The subscription '${path.subscription}' could not be found.`);
  if (path.type !== '') return null;
  if (/^\/subscriptions\/[^/]+$/i.test(raw.path)) return { status: 200, body: subscription(world) };
  if (/\/resourcegroups\/?$/i.test(raw.path)) return { status: 200, body: { value: groups(world) } };
  const group = groups(world).find((one) => sameName(one.name, path.group ?? ''));
  if (group !== undefined && /\/resourcegroups\/[^/]+$/i.test(raw.path)) return { status: 200, body: group };
  return armError(404, 'InvalidResourceType', `The path ${raw.path} names nothing the simulator knows.`);
}
