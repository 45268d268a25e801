import type { World } from '../../kernel/world.ts';
import {
  groupVersion,
  pluralOf,
  type ResourceInfo,
  type ResourceName,
  resourceNames,
  resources,
} from '../../objects/resources.ts';
import { type ApiAnswer, unknownPath } from './status.ts';

const ALL_VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

/** Groups that have no stored resources of their own. */
const REVIEW_GROUPS: Readonly<Record<string, readonly { readonly name: string; readonly kind: string }[]>> = {
  'authorization.k8s.io/v1': [
    { name: 'selfsubjectaccessreviews', kind: 'SelfSubjectAccessReview' },
    { name: 'selfsubjectrulesreviews', kind: 'SelfSubjectRulesReview' },
  ],
  'authentication.k8s.io/v1': [{ name: 'selfsubjectreviews', kind: 'SelfSubjectReview' }],
};

const SUBRESOURCE: Readonly<
  Record<string, { readonly verbs: readonly string[]; readonly type?: readonly [string, string, string] }>
> = {
  status: { verbs: ['get', 'patch', 'update'] },
  scale: { verbs: ['get', 'patch', 'update'], type: ['autoscaling', 'v1', 'Scale'] },
  eviction: { verbs: ['create'], type: ['policy', 'v1', 'Eviction'] },
  log: { verbs: ['get'] },
};

function entriesOf(name: ResourceName, info: ResourceInfo) {
  const { singular: singularName, namespaced, kind, shortNames, categories } = info;
  const plural = pluralOf(name);
  const main = {
    name: plural,
    singularName,
    namespaced,
    kind,
    verbs: ALL_VERBS,
    ...(shortNames.length === 0 ? {} : { shortNames }),
    ...(categories.length === 0 ? {} : { categories }),
  };
  const parts = info.subresources.map((part) => {
    const [group, version, partKind] = SUBRESOURCE[part]?.type ?? [];
    const type = partKind === undefined ? { kind } : { group, version, kind: partKind };
    return { name: `${plural}/${part}`, singularName: '', namespaced, ...type, verbs: SUBRESOURCE[part]?.verbs ?? [] };
  });
  return [main, ...parts];
}

function resourceList(wanted: string): ApiAnswer {
  const reviews = REVIEW_GROUPS[wanted]?.map((one) => ({
    ...one,
    singularName: '',
    namespaced: false,
    verbs: ['create'],
  }));
  const own = resourceNames
    .filter((name) => groupVersion(resources[name]) === wanted)
    .flatMap((name) => entriesOf(name, resources[name]));
  const list = reviews ?? own;
  if (list.length === 0) return unknownPath();
  return { status: 200, body: { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: wanted, resources: list } };
}

const groupVersions = (): string[] => [
  ...new Set([
    ...resourceNames.filter((name) => resources[name].group !== '').map((name) => groupVersion(resources[name])),
    ...Object.keys(REVIEW_GROUPS),
  ]),
];

const groupOf = (groupAndVersion: string) => {
  const [name = '', version = ''] = groupAndVersion.split('/');
  const entry = { groupVersion: groupAndVersion, version };
  return { name, versions: [entry], preferredVersion: entry };
};

function versionInfo(world: World) {
  const [major, minor] = world.settings.kubernetesVersion.split('.');
  return {
    major,
    minor,
    gitVersion: `v${world.settings.kubernetesVersion}`,
    gitCommit: '0000000000000000000000000000000000000000',
    gitTreeState: 'clean',
    buildDate: '2026-06-01T00:00:00Z',
    goVersion: 'go1.25.0',
    compiler: 'gc',
    platform: 'linux/amd64',
  };
}

/** What there is to ask for; null when the path is not a question of that kind. */
export function discover(world: World, path: string): ApiAnswer | null {
  const parts = path.split('/').filter((part) => part !== '');
  const [root, first, second] = parts;
  if (path === '/version') return { status: 200, body: versionInfo(world) };
  if (['/livez', '/readyz', '/healthz'].includes(path))
    return { status: 200, body: 'ok', headers: { 'content-type': 'text/plain' } };
  if (path === '/api') {
    const serverAddressByClientCIDRs = [{ clientCIDR: '0.0.0.0/0', serverAddress: '127.0.0.1' }];
    return { status: 200, body: { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs } };
  }
  if (path === '/apis')
    return { status: 200, body: { kind: 'APIGroupList', apiVersion: 'v1', groups: groupVersions().map(groupOf) } };
  if (root === 'api' && parts.length === 2 && first !== undefined) return resourceList(first);
  if (root !== 'apis' || first === undefined) return null;
  if (parts.length === 3) return resourceList(`${first}/${second}`);
  if (parts.length > 2) return null;
  const group = groupVersions().find((one) => one.startsWith(`${first}/`));
  return group === undefined
    ? unknownPath()
    : { status: 200, body: { kind: 'APIGroup', apiVersion: 'v1', ...groupOf(group) } };
}
