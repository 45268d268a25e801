/** A command as its reference describes it. */
export interface KnownCommand {
  /** Flags that have to be given. */
  readonly needs: readonly string[];
  /** Flags that may be given. */
  readonly takes: readonly string[];
  /** How many words stand after the command. */
  readonly words: readonly [least: number, most: number];
}

const OUTPUT = ['-o', '--query'];
const inBalancer = (...more: readonly string[]): KnownCommand => ({
  needs: ['-g', '--lb-name', ...more],
  takes: OUTPUT,
  words: [0, 0],
});
const inGroup = (needs: readonly string[], takes: readonly string[] = []): KnownCommand => ({
  needs: ['-g', ...needs],
  takes: [...OUTPUT, ...takes],
  words: [0, 0],
});

/** Source: Azure CLI reference, the page of each command group; `az aks update --cluster-service-…` is of aks-preview. */
export const azCommands: Readonly<Record<string, KnownCommand>> = {
  'aks nodepool update': inGroup(['--cluster-name', '-n'], ['--labels']),
  'aks update': inGroup(
    ['-n'],
    [
      '--cluster-service-load-balancer-health-probe-mode',
      '--load-balancer-managed-outbound-ip-count',
      '--load-balancer-outbound-ports',
    ],
  ),
  'lock list': inGroup([]),
  'monitor activity-log list': inGroup([], ['--status', '--offset']),
  'network lb address-pool delete': inBalancer('-n'),
  'network lb address-pool list': inBalancer(),
  'network lb address-pool show': inBalancer('-n'),
  'network lb frontend-ip delete': inBalancer('-n'),
  'network lb frontend-ip list': inBalancer(),
  'network lb frontend-ip show': inBalancer('-n'),
  'network lb outbound-rule list': inBalancer(),
  'network lb probe delete': inBalancer('-n'),
  'network lb probe list': inBalancer(),
  'network lb probe show': inBalancer('-n'),
  'network lb rule delete': inBalancer('-n'),
  'network lb rule list': inBalancer(),
  'network lb rule show': inBalancer('-n'),
  'network nsg list': inGroup([]),
  'network nsg rule create': inGroup(
    ['--nsg-name', '-n', '--priority'],
    ['--access', '--direction', '--protocol', '--source-address-prefixes', '--destination-port-ranges'],
  ),
  'network nsg rule list': inGroup(['--nsg-name'], ['--include-default']),
  'network nsg rule show': inGroup(['--nsg-name', '-n']),
  'network public-ip create': inGroup(['-n'], ['--sku', '--allocation-method', '--version']),
  'network public-ip delete': inGroup(['-n']),
  'network public-ip list': inGroup([]),
  'network public-ip show': inGroup(['-n']),
  'resource show': { needs: ['--ids'], takes: OUTPUT, words: [0, 0] },
  'resource update': { needs: ['--ids'], takes: OUTPUT, words: [0, 0] },
};

const kubectl = (
  takes: readonly string[],
  words: readonly [number, number],
  needs: readonly string[] = [],
): KnownCommand => ({
  needs: ['--context', ...needs],
  takes: ['-n', ...takes],
  words,
});

const MANY = Number.POSITIVE_INFINITY;

/** By verb. Source: `kubectl <verb> --help`, which the conformance tests ask. */
export const kubectlCommands: Readonly<Record<string, KnownCommand>> = {
  annotate: kubectl(['--overwrite'], [3, MANY]),
  create: kubectl(['--selector', '--max-unavailable'], [2, 2]),
  debug: kubectl(['-it', '--image', '--profile'], [1, MANY], ['--image']),
  delete: kubectl(['-l', '--field-selector', '--force', '--grace-period'], [1, MANY]),
  describe: kubectl([], [2, MANY]),
  drain: kubectl(['--ignore-daemonsets', '--delete-emptydir-data'], [1, 1]),
  get: kubectl(['-l', '-o', '-A', '-L', '--field-selector', '--sort-by', '--show-labels'], [1, MANY]),
  label: kubectl([], [3, MANY]),
  patch: kubectl(['--type', '-p'], [2, 2], ['-p']),
  rollout: kubectl(['--timeout'], [2, 2]),
  scale: kubectl(['--replicas'], [1, 2], ['--replicas']),
};

/** Flags of both programs that stand without a value. */
export const aloneFlags: ReadonlySet<string> = new Set([
  '--overwrite',
  '--force',
  '-A',
  '-it',
  '--show-labels',
  '--ignore-daemonsets',
  '--delete-emptydir-data',
  '--include-default',
]);
