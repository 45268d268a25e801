import { scenarioName } from '../../simulator/scenario-files/scenario-path.ts';
import { startSimulator } from '../../simulator/start-simulator.ts';
import { tallyStore } from './local-target.ts';
import { ownMemory } from './soak-target.ts';

/** The simulator of a soak in a process of its own, standing still at first; answers its parent what it alone knows. */
const [scenario = 'full-size'] = process.argv.slice(2);
const simulator = await startSimulator({ scenario, speed: 0 });
const tallies = tallyStore(simulator.world.store);
const { apiServerUrl, armUrl, caPem, token, kubeconfigPath } = simulator;
process.on('message', (question) => {
  const answer = question === 'memory' ? ownMemory() : Object.fromEntries(tallies);
  process.send?.({ question, answer });
});
process.once('disconnect', () => void simulator.stop().finally(() => process.exit(0)));
// The signal of a terminal reaches the whole group; the parent says when it is over.
process.on('SIGINT', () => undefined);
process.send?.({ scenario: scenarioName(scenario), apiServerUrl, armUrl, caPem, token, kubeconfigPath });
