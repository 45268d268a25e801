import { readFileSync } from 'node:fs';
import { loadAllYaml } from '@kubernetes/client-node';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { settings } from '../lib/server/config/settings.ts';
import { customRoleDefinition } from '../lib/sources/azure/custom-role.ts';
import { kubeResources } from '../lib/sources/kubernetes/resource.ts';

const roleSchema = z.object({
  kind: z.string(),
  rules: z
    .array(z.object({ apiGroups: z.array(z.string()), resources: z.array(z.string()), verbs: z.array(z.string()) }))
    .default([]),
});

function fileText(path: string): string {
  return readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
}

describe('the files and pages we ship', () => {
  test('deploy/clusterrole.yaml grants reading of exactly the resources that are read', () => {
    const rules = z
      .array(roleSchema)
      .parse(loadAllYaml(fileText('deploy/clusterrole.yaml')))
      .flatMap((each) => each.rules);
    const granted = rules.flatMap((rule) =>
      rule.apiGroups.flatMap((group) => rule.resources.map((resource) => `${group}/${resource}`)),
    );
    const needed = Object.values(kubeResources).map(({ group, plural }) => `${group}/${plural}`);
    expect(granted.toSorted()).toEqual(needed.toSorted());
    for (const rule of rules) expect(rule.verbs).toEqual(['get', 'list', 'watch']);
  });

  test('deploy/azure-role.json is the role that the permission page creates', () => {
    const role: unknown = JSON.parse(fileText('deploy/azure-role.json'));
    expect(role).toEqual(customRoleDefinition(['00000000-0000-0000-0000-000000000000']));
  });

  test('docs/permissions.md explains every permission of both', () => {
    const page = fileText('docs/permissions.md');
    for (const { plural } of Object.values(kubeResources)) expect(page).toContain(plural);
    for (const action of customRoleDefinition([]).Actions) expect(page).toContain(`\`${action}\``);
  });

  test('docs/connect.md names every setting in each way it can be set', () => {
    const page = fileText('docs/connect.md');
    for (const [field, { flag, env }] of Object.entries(settings)) {
      expect(page).toContain(`\`${field}\``);
      expect(page).toContain(flag === null ? '' : `--${flag}`);
      expect(page).toContain(env === null ? '' : `\`${env.replace('AKS_INGRESS_HEALTH_', '')}\``);
    }
  });
});
