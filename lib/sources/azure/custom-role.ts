import { customRoleName } from './permission-commands.ts';
import { requiredActions } from './required-actions.ts';

/** A role definition as `az role definition create --role-definition @role.json` reads it. */
export interface CustomRole {
  readonly Name: string;
  readonly IsCustom: true;
  readonly Description: string;
  readonly Actions: readonly string[];
  readonly NotActions: readonly string[];
  readonly DataActions: readonly string[];
  readonly NotDataActions: readonly string[];
  readonly AssignableScopes: readonly string[];
}

/** The smallest role that makes every page complete. Read-only: the one action besides reads asks for probe states. */
export function customRoleDefinition(subscriptionIds: readonly string[]): CustomRole {
  return {
    Name: customRoleName,
    IsCustom: true,
    Description: 'Reads what the load balancers of AKS clusters do with new connections. Changes nothing.',
    Actions: [...new Set(requiredActions.map((required) => required.action))].sort(),
    NotActions: [],
    DataActions: [],
    NotDataActions: [],
    AssignableScopes: subscriptionIds.map((id) => `/subscriptions/${id}`),
  };
}

/** Creates the role; the file holds the JSON of `customRoleDefinition`. */
export function createRoleCommand(file: string): string {
  return `az role definition create --role-definition @${file}`;
}
