import { ScenarioError } from '../../simulator/scenario-files/scenario-error.ts';
import { startSimulator } from '../../simulator/start-simulator.ts';
import { exitCodes } from '../output/cli-io.ts';

/** The embedded AKS in a process of its own: its work never delays an answer of the dashboard. */
const [scenario = 'healthy', speed = '1'] = process.argv.slice(2);
const simulator = await startSimulator({ scenario, speed: Number(speed) }).catch((error: unknown) => {
  // A wrong scenario is the user's to mend: its message says all, a stack would hide it.
  if (!(error instanceof ScenarioError)) throw error;
  process.stderr.write(error.message);
  process.exit(exitCodes.badInput);
});
const { clusterName, kubeconfigPath, armUrl, subscriptionId, nodeResourceGroup, managedClusterId } = simulator;
process.send?.({ clusterName, kubeconfigPath, armUrl, subscriptionId, nodeResourceGroup, managedClusterId });

const stop = (): void => {
  void simulator.stop().finally(() => process.exit(0));
};
// The signal of a terminal reaches the whole group; the parent says when it is over.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.once('SIGTERM', stop);
process.once('disconnect', stop);
