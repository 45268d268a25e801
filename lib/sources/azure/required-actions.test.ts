import { expect, test } from 'vitest';
import { armOperations } from './arm-operations.ts';
import { createRoleCommand, customRoleDefinition } from './custom-role.ts';
import { checkCommand, grantCommand, type PermissionPlace, requiredActionOf } from './permission-commands.ts';
import { requiredActions } from './required-actions.ts';

const nowhere: PermissionPlace = {
  subscriptionId: null,
  nodeResourceGroup: null,
  managedClusterId: null,
  loadBalancer: null,
  rule: null,
  scaleSet: null,
  principalId: null,
};
const place: PermissionPlace = {
  subscriptionId: '1111',
  nodeResourceGroup: 'MC_lab (old)',
  managedClusterId: null,
  loadBalancer: 'kubernetes',
  rule: 'a0-TCP-80',
  scaleSet: 'aks-apps-vmss',
  principalId: '9999',
};

function required(action: string) {
  const found = requiredActionOf(action);
  if (!found) throw new Error(`no row for ${action}`);
  return found;
}

test('every call that is made has its row', () => {
  const rows = requiredActions.map((row) => row.action);
  const missing = Object.values(armOperations).filter((operation) => !rows.includes(operation.action));
  expect(missing).toEqual([]);
  expect(new Set(rows).size).toBe(rows.length);
});

test('nothing that is asked for can change anything', () => {
  const changing = requiredActions.filter(
    (row) => !/\/(read|health\/action)$/.test(row.action) || row.action.includes('*'),
  );
  expect(changing).toEqual([]);
});

test('the role holds every action once and is assignable where asked', () => {
  const role = customRoleDefinition(['1111', '2222']);
  expect(role.Actions).toEqual([...requiredActions.map((row) => row.action)].sort());
  expect(role).toMatchObject({
    IsCustom: true,
    NotActions: [],
    DataActions: [],
    AssignableScopes: ['/subscriptions/1111', '/subscriptions/2222'],
  });
  expect(createRoleCommand('role.json')).toBe('az role definition create --role-definition @role.json');
});

test('commands are complete and safe to paste', () => {
  expect(checkCommand(required('Microsoft.Network/loadBalancers/read'), place)).toBe(
    "az network lb list --resource-group 'MC_lab (old)' --subscription 1111 --output table",
  );
  expect(checkCommand(required('Microsoft.Network/loadBalancers/loadBalancingRules/health/action'), place)).toBe(
    "az rest --method post --url '/subscriptions/1111/resourceGroups/MC_lab (old)/providers/Microsoft.Network/loadBalancers/kubernetes/loadBalancingRules/a0-TCP-80/health?api-version=2025-05-01'",
  );
  expect(grantCommand(required('Microsoft.Network/loadBalancers/read'), place)).toBe(
    "az role assignment create --assignee-object-id 9999 --role 'AKS Ingress Health Reader' --scope '/subscriptions/1111/resourceGroups/MC_lab (old)'",
  );
  expect(grantCommand(required('Microsoft.Network/locations/operationResults/read'), place)).toContain(
    '--scope /subscriptions/1111',
  );
});

test('what is not known is a quoted placeholder', () => {
  expect(checkCommand(required('Microsoft.Network/publicIPAddresses/read'), nowhere)).toBe(
    "az network public-ip list --resource-group '<node resource group>' --subscription '<subscription id>' --output table",
  );
});

test('no command is left with a hole in it', () => {
  for (const row of requiredActions)
    expect(`${checkCommand(row, place)} ${grantCommand(row, place)}`).not.toMatch(/[{}]/);
});
