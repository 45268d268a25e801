import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { groupId } from './azure/arm-ids.ts';
import { nodeResourceGroupOf } from './kernel/settings.ts';
import type { World } from './kernel/world.ts';
import { kubeconfigOf } from './kubeconfig.ts';
import { runLive } from './live-world.ts';
import { buildScenario, loadScenario } from './scenario.ts';
import { scenarioName } from './scenario-files/scenario-path.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';
import { startArmServer } from './wire/arm/arm-server.ts';
import { type Control, createControl } from './wire/control/control.ts';
import { startKubernetesServer } from './wire/kubernetes/kubernetes-server.ts';
import { createAuthority, createServerIdentity } from './wire/tls/certificate.ts';

export interface SimulatorOptions {
  /** Name of a file in `scenarios`, without its ending, or the path of one's own file. */
  readonly scenario: string;
  readonly seed?: number;
  /** Virtual seconds per real second; 0 stands still. */
  readonly speed?: number;
  /** Virtual time at the opening, milliseconds; now when absent. */
  readonly startAt?: number;
  /** Ports to listen on; free ones when absent. */
  readonly apiServerPort?: number;
  readonly armPort?: number;
}

export interface Simulator {
  readonly kubeconfig: string;
  readonly kubeconfigPath: string;
  readonly apiServerUrl: string;
  /** ARM and the control API; plain HTTP on loopback. */
  readonly armUrl: string;
  readonly caPem: string;
  /** What the kubeconfig signs in with. */
  readonly token: string;
  /** The truth, for measurements in the same process. */
  readonly world: World;
  readonly subscriptionId: string;
  readonly nodeResourceGroup: string;
  readonly managedClusterId: string;
  readonly clusterName: string;
  readonly clock: VirtualClock;
  readonly control: Control;
  stop(): Promise<void>;
}

/** Starts a whole AKS cluster in this process: Kubernetes over HTTPS, ARM and the control API over HTTP, all on loopback. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const scenario = loadScenario(options.scenario);
  const startAt = options.startAt ?? Date.now();
  const world = buildScenario(scenario, startAt, options.seed ?? scenario.seed);
  const clock = createVirtualClock(startAt, options.speed ?? 1, () => performance.now());
  const live = runLive(world, clock);
  const authority = createAuthority('aks-simulator', Date.now());
  const identity = createServerIdentity(authority, ['127.0.0.1', 'localhost', 'kubernetes'], Date.now());
  const token = randomBytes(24).toString('base64url');
  const control = createControl(live, scenarioName(options.scenario));
  const api = await startKubernetesServer(live, identity, token, options.apiServerPort ?? 0);
  const arm = await startArmServer(live, control, options.armPort ?? 0).catch(async (error: unknown) => {
    await api.close();
    throw error;
  });
  const { settings } = world;
  const caPem = authority.certificatePem;
  const apiServerUrl = `https://127.0.0.1:${api.port}`;
  const kubeconfig = kubeconfigOf({ name: settings.cluster, server: apiServerUrl, caPem, token });
  const folder = mkdtempSync(join(tmpdir(), 'aks-simulator-'));
  const kubeconfigPath = join(folder, 'kubeconfig');
  writeFileSync(kubeconfigPath, kubeconfig, { mode: 0o600 });
  return {
    kubeconfig,
    kubeconfigPath,
    apiServerUrl,
    armUrl: `http://127.0.0.1:${arm.port}`,
    caPem,
    token,
    world,
    subscriptionId: settings.subscriptionId,
    nodeResourceGroup: nodeResourceGroupOf(settings),
    managedClusterId: `${groupId(settings, settings.resourceGroup)}/providers/Microsoft.ContainerService/managedClusters/${settings.cluster}`,
    clusterName: settings.cluster,
    clock,
    control,
    async stop() {
      live.stop();
      await Promise.all([api.close(), arm.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
