import { z } from 'zod';
import { type ActionInput, actionSchema } from '../../actions/action.ts';
import { applyAction } from '../../actions/apply-action.ts';
import { ActionError } from '../../actions/find-node.ts';
import { schedule } from '../../actions/schedule-action.ts';
import { nodesInRotation, ruleAt } from '../../dataplane/connect.ts';
import { type PlayResult, playConnections } from '../../dataplane/play-connections.ts';
import { note, type World } from '../../kernel/world.ts';
import type { LiveWorld } from '../../live-world.ts';
import { isTrue } from '../../machines/conditions.ts';
import { loadScenario, scenarioNames } from '../../scenario.ts';
import { parseScenario } from '../../scenario-files/parse-scenario.ts';
import { ScenarioError } from '../../scenario-files/scenario-error.ts';
import { scenarioName } from '../../scenario-files/scenario-path.ts';
import { edgeLine } from '../../traffic/edge-entry.ts';
import { gatewayLine } from '../../traffic/gateway-entry.ts';

export interface SharesRequest {
  /** `namespace/name` of a Service. */
  readonly service: string;
  readonly port?: number;
  readonly connections?: number;
  readonly clients?: number;
  readonly seed?: number;
}

export type Log = 'edge' | 'gateway';

/** What can be done to a running simulator, and what can be asked of its truth. */
export interface Control {
  /** Does an action now. Throws an ActionError that says what is wrong with it. */
  act(action: ActionInput): void;
  /**
   * Runs the timeline of a scenario from now on, in the cluster that is there; what was still to come of another goes on.
   * `text`: what the file of one's own says whose path `scenario` is. Gives the number of its actions.
   */
  run(scenario: string, text?: string): number;
  /** Lets virtual time jump ahead; everything in between happens. */
  skip(seconds: number): void;
  setSpeed(speed: number): void;
  /** Plays new connections to a Service's frontend at this moment. */
  shares(request: SharesRequest): PlayResult;
  state(): object;
  /** Lines of a log that were written by now, from a moment on. */
  log(log: Log, since: number): string[];
}

function serviceState(world: World) {
  return world.store
    .list('services')
    .filter((service) => service.spec.type === 'LoadBalancer')
    .map((service) => {
      const address = service.status.loadBalancer.ingress?.[0]?.ip ?? null;
      const port = service.spec.ports[0];
      const protocol = port?.protocol === 'UDP' ? 'UDP' : 'TCP';
      const found = address === null || port === undefined ? null : ruleAt(world, address, protocol, port.port);
      return {
        namespace: service.metadata.namespace,
        name: service.metadata.name,
        externalTrafficPolicy: service.spec.externalTrafficPolicy,
        address,
        inRotation: found === null ? [] : nodesInRotation(world, found),
      };
    });
}

function workloadState(world: World) {
  return world.store.list('deployments').map(({ metadata, spec }) => ({
    namespace: metadata.namespace,
    name: metadata.name,
    replicas: spec.replicas,
  }));
}

function nodeState(world: World) {
  return [...world.machines.values()].map(({ nodeName, pool, zone, spot, power, kubelet, kubeProxy, ip }) => {
    const node = world.store.get('nodes', nodeName);
    const ready = node === undefined ? null : isTrue(node.status.conditions, 'Ready');
    return {
      name: nodeName,
      pool,
      zone,
      spot,
      ip,
      machine: power,
      kubelet,
      kubeProxy,
      node: node !== undefined,
      ready,
    };
  });
}

function playShares(world: World, request: SharesRequest): PlayResult {
  const service = world.store.get('services', request.service);
  const frontendIp = service?.status.loadBalancer.ingress?.[0]?.ip;
  if (service === undefined || frontendIp === undefined)
    throw new ActionError(`Service ${request.service} does not exist or has no address yet`);
  const first = service.spec.ports.find((port) => port.port === (request.port ?? port.port));
  if (first === undefined || first.protocol === 'SCTP')
    throw new ActionError(`Service ${request.service} has no TCP or UDP port ${request.port}`);
  return playConnections(world, {
    frontendIp,
    port: first.port,
    protocol: first.protocol,
    connections: request.connections ?? 10_000,
    clients: request.clients ?? 2_000,
    seed: request.seed ?? 1,
  });
}

/** The timeline of a scenario by its name, or from the text of a file: a path alone would let strangers read files. */
function timelineOf(name: string, text: string | undefined) {
  if (text === undefined && !scenarioNames().includes(name))
    throw new ActionError(`there is no scenario "${name}"; there are ${scenarioNames().join(', ')}`);
  try {
    return (text === undefined ? loadScenario(name) : parseScenario(text, name)).timeline;
  } catch (error) {
    if (error instanceof ScenarioError) throw new ActionError(error.message);
    throw error;
  }
}

/** `startedWith`: the scenario whose cluster this is, and whose timeline runs at first. */
export function createControl(live: LiveWorld, startedWith: string): Control {
  let scenario = startedWith;
  return {
    act(input) {
      const parsed = actionSchema.safeParse(input);
      if (!parsed.success) throw new ActionError(z.prettifyError(parsed.error));
      live.act((world) => applyAction(world, parsed.data));
    },
    run(nameOrPath, text) {
      const timeline = timelineOf(nameOrPath, text);
      const name = scenarioName(nameOrPath);
      live.act((world) => {
        note(world, `scenario ${name} runs from now on`);
        for (const { at, action } of timeline) schedule(world, at * 1000, action);
      });
      scenario = name;
      return timeline.length;
    },
    skip(seconds) {
      live.act(() => live.clock.skip(seconds * 1000));
      live.act(() => undefined);
    },
    setSpeed(speed) {
      live.act(() => live.clock.setSpeed(speed));
    },
    shares: (request) => live.act((world) => playShares(world, request)),
    state: () =>
      live.act((world) => ({
        scenario,
        startedWith,
        seed: world.seed,
        now: new Date(world.now).toISOString(),
        speed: live.clock.speed,
        nodes: nodeState(world),
        services: serviceState(world),
        workloads: workloadState(world),
        journal: world.journal.map(({ at, text }) => ({ at: new Date(at).toISOString(), text })),
      })),
    log: (log, since) =>
      live.act((world) =>
        log === 'edge'
          ? world.traffic.edge.filter((entry) => entry.endedAt >= since && entry.endedAt <= world.now).map(edgeLine)
          : world.traffic.gateway.filter((entry) => entry.at >= since && entry.at <= world.now).map(gatewayLine),
      ),
  };
}
