import { isScenarioPath, readScenarioText } from '../../simulator/scenario-files/scenario-path.ts';
import type { ControlRequest } from './control-client.ts';

export interface SimulateAction {
  readonly name: string;
  /** As in commander: `<needed>` or `[optional]`. */
  readonly takes: readonly (readonly [name: string, help: string, choices?: readonly string[]])[];
  readonly summary: string;
  /** Throws a ScenarioError for a file that cannot be read. */
  readonly request: (...given: readonly string[]) => ControlRequest;
}

const node = ['<node>', 'a name, or words: spot, pool:apps, zone:1, hosting:web, several with / between'] as const;
const workload = ['<workload>', 'namespace/name of a Deployment'] as const;
const part = ['<part>', 'what of the node', ['kube-proxy', 'kubelet']] as const;

const act = (body: object): ControlRequest => ({ path: '/actions', body });
const speed = (value: number): ControlRequest => ({ path: '/speed', body: { speed: value } });

/** What can be done by name. The control API checks the values and says what is wrong with them. */
export const simulateActions: readonly SimulateAction[] = [
  {
    name: 'run',
    takes: [['<scenario>', 'a name that `simulate list` prints, or the path of a YAML file of your own']],
    summary: 'run the timeline of a scenario from now on',
    request: (scenario = '') => ({
      path: '/run',
      body: isScenarioPath(scenario) ? { scenario, text: readScenarioText(scenario) } : { scenario },
    }),
  },
  {
    name: 'evict',
    takes: [node],
    summary: 'take a spot machine away, as Azure does',
    request: (name) => act({ do: 'evict', node: name }),
  },
  {
    name: 'drain',
    takes: [node],
    summary: 'cordon a node and evict its pods',
    request: (name) => act({ do: 'drain', node: name }),
  },
  {
    name: 'kill',
    takes: [node, ['[how]', 'what happens to the machine (default hang)', ['hang', 'delete', 'deallocate']]],
    summary: 'let a machine die without notice',
    request: (name, how = 'hang') => act({ do: 'kill', node: name, how }),
  },
  {
    name: 'revive',
    takes: [node],
    summary: 'bring a dead machine back',
    request: (name) => act({ do: 'revive', node: name }),
  },
  {
    name: 'scale',
    takes: [workload, ['<replicas>', 'how many pods']],
    summary: 'change the number of pods',
    request: (name, replicas) => act({ do: 'scale', workload: name, replicas: numberOf(replicas) }),
  },
  {
    name: 'rollout',
    takes: [workload],
    summary: 'replace all pods, a few at a time',
    request: (name) => act({ do: 'restart', workload: name }),
  },
  {
    name: 'policy',
    takes: [
      ['<service>', 'namespace/name'],
      ['<policy>', 'externalTrafficPolicy', ['Cluster', 'Local']],
    ],
    summary: 'switch externalTrafficPolicy of a Service',
    request: (service, policy) => act({ do: 'policy', service, policy }),
  },
  {
    name: 'break',
    takes: [part, node],
    summary: 'stop a process of a node',
    request: (broken, name) => act({ do: broken, node: name, state: 'stopped' }),
  },
  {
    name: 'mend',
    takes: [part, node],
    summary: 'start it again',
    request: (broken, name) => act({ do: broken, node: name, state: 'running' }),
  },
  { name: 'pause', takes: [], summary: 'let time stand still', request: () => speed(0) },
  { name: 'resume', takes: [], summary: 'let time run as usual', request: () => speed(1) },
  {
    name: 'speed',
    takes: [['<factor>', 'virtual seconds per second']],
    summary: 'let time run faster or slower',
    request: (factor) => speed(numberOf(factor)),
  },
  {
    name: 'skip',
    takes: [['<seconds>', 'virtual seconds']],
    summary: 'let time jump ahead; everything in between happens',
    request: (seconds) => ({ path: '/skip', body: { seconds: numberOf(seconds) } }),
  },
];

/** Anything but a number is NaN, sent as null, which the control API refuses with the name of the field. */
function numberOf(text: string | undefined): number {
  return text === undefined || text.trim() === '' ? Number.NaN : Number(text);
}
