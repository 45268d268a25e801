import { groupVersion, pluralOf, type ResourceName, resourceNames, resources } from '../../objects/resources.ts';
import { type ApiAnswer, unknownPath } from './status.ts';

const ROOT = '/openapi/v3';

const pathOf = (groupAndVersion: string): string =>
  groupAndVersion.includes('/') ? `apis/${groupAndVersion}` : `api/${groupAndVersion}`;

const parameters = ['dryRun', 'fieldManager', 'fieldValidation', 'force'].map((name) => ({
  name,
  in: 'query',
  schema: { type: name === 'force' ? 'boolean' : 'string', uniqueItems: true },
}));

const schemaName = (name: ResourceName): string => {
  const { group, version, kind } = resources[name];
  return `io.k8s.api.${group === '' ? 'core' : group.split('.')[0]}.${version}.${kind}`;
};

function document(wanted: string) {
  const names = resourceNames.filter((name) => groupVersion(resources[name]) === wanted);
  const paths: Record<string, unknown> = {};
  const schemas: Record<string, unknown> = {};
  for (const name of names) {
    const { group, version, kind, namespaced } = resources[name];
    const gvk = { group, version, kind };
    const scope = namespaced ? 'namespaces/{namespace}/' : '';
    const operation = {
      'x-kubernetes-group-version-kind': gvk,
      parameters,
      responses: { '200': { description: 'OK' } },
    };
    paths[`/${pathOf(wanted)}/${scope}${pluralOf(name)}/{name}`] = {
      patch: { ...operation, 'x-kubernetes-action': 'patch' },
      put: { ...operation, 'x-kubernetes-action': 'put' },
    };
    paths[`/${pathOf(wanted)}/${scope}${pluralOf(name)}`] = { post: { ...operation, 'x-kubernetes-action': 'post' } };
    const properties = {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { type: 'object' },
      spec: { type: 'object' },
      status: { type: 'object' },
    };
    schemas[schemaName(name)] = {
      type: 'object',
      description: `${kind}, as far as the simulator knows it.`,
      properties,
      'x-kubernetes-group-version-kind': [gvk],
    };
  }
  return { openapi: '3.0.0', info: { title: 'Kubernetes', version: 'simulator' }, paths, components: { schemas } };
}

/** Enough OpenAPI for kubectl to know that the server checks fields itself; null when another path is meant. */
export function openApi(path: string): ApiAnswer | null {
  if (path === ROOT) {
    const versions = [...new Set(resourceNames.map((name) => groupVersion(resources[name])))];
    const paths = Object.fromEntries(
      versions.map((one) => [pathOf(one), { serverRelativeURL: `${ROOT}/${pathOf(one)}?hash=simulator` }]),
    );
    return { status: 200, body: { paths } };
  }
  if (!path.startsWith(`${ROOT}/`)) return null;
  const wanted = path.slice(ROOT.length + 1).replace(/^apis?\//, '');
  const known = resourceNames.some((name) => groupVersion(resources[name]) === wanted);
  return known ? { status: 200, body: document(wanted) } : unknownPath();
}
