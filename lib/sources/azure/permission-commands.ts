import { resourceGroupPath } from './arm-path.ts';
import type { GrantScope, RequiredAction } from './required-actions.ts';
import { requiredActions } from './required-actions.ts';

/** Names a permission page knows; null: shown as a placeholder in angle brackets. */
export interface PermissionPlace {
  readonly subscriptionId: string | null;
  readonly nodeResourceGroup: string | null;
  readonly managedClusterId: string | null;
  readonly loadBalancer: string | null;
  readonly rule: string | null;
  readonly scaleSet: string | null;
  /** Object id of the identity that was refused. */
  readonly principalId: string | null;
}

export const customRoleName = 'AKS Ingress Health Reader';

/** A command that makes the same read as we do; run by the same identity it fails in the same way. */
export function checkCommand(required: RequiredAction, place: PermissionPlace): string {
  const values: Readonly<Record<string, string>> = {
    subscription: place.subscriptionId ?? '<subscription id>',
    group: place.nodeResourceGroup ?? '<node resource group>',
    loadBalancer: place.loadBalancer ?? 'kubernetes',
    rule: place.rule ?? '<rule>',
    scaleSet: place.scaleSet ?? '<scale set>',
  };
  const filled = required.check.replaceAll(/"([^"]*)"|\{(\w+)\}/g, (whole, quoted: string | undefined, name: string) =>
    quoted === undefined ? shellWord(values[name] ?? whole) : shellWord(fill(quoted, values)),
  );
  return `az ${filled}`;
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** The role assignment that grants the permission where it is needed, with the role of `customRoleDefinition`. */
export function grantCommand(required: RequiredAction, place: PermissionPlace): string {
  const principal = shellWord(place.principalId ?? '<object id of the identity>');
  const scope = shellWord(scopePath(required.scope, place));
  return `az role assignment create --assignee-object-id ${principal} --role ${shellWord(customRoleName)} --scope ${scope}`;
}

export function scopePath(scope: GrantScope, place: PermissionPlace): string {
  const subscription = place.subscriptionId ?? '<subscription id>';
  if (scope === 'subscription') return `/subscriptions/${subscription}`;
  if (scope === 'managed cluster') return place.managedClusterId ?? `/subscriptions/${subscription}`;
  return resourceGroupPath(subscription, place.nodeResourceGroup ?? '<node resource group>');
}

/** The permission an ARM action stands for. Null: none that this product asks for. */
export function requiredActionOf(action: string): RequiredAction | null {
  return requiredActions.find((required) => required.action.toLowerCase() === action.toLowerCase()) ?? null;
}

function shellWord(text: string): string {
  return /^[\w./:@=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
