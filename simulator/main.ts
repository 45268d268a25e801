import { parseArgs } from 'node:util';
import { scenarioNames } from './scenario.ts';
import { ScenarioError } from './scenario-files/scenario-error.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from './start-simulator.ts';

const { values } = parseArgs({
  options: {
    scenario: { type: 'string', default: 'healthy' },
    seed: { type: 'string' },
    speed: { type: 'string', default: '1' },
    'api-port': { type: 'string' },
    'arm-port': { type: 'string' },
    list: { type: 'boolean', default: false },
  },
});

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** A wrong scenario is the user's to mend: its message says all. */
const start = (options: SimulatorOptions): Promise<Simulator> =>
  startSimulator(options).catch((error: unknown) => {
    if (!(error instanceof ScenarioError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  });

if (values.list) {
  for (const name of scenarioNames()) print(name);
} else {
  const simulator = await start({
    scenario: values.scenario,
    speed: Number(values.speed),
    ...(values.seed === undefined ? {} : { seed: Number(values.seed) }),
    ...(values['api-port'] === undefined ? {} : { apiServerPort: Number(values['api-port']) }),
    ...(values['arm-port'] === undefined ? {} : { armPort: Number(values['arm-port']) }),
  });
  print(`scenario    ${values.scenario}`);
  print(`Kubernetes  ${simulator.apiServerUrl}`);
  print(`ARM         ${simulator.armUrl}`);
  print(`control     ${simulator.armUrl}/control`);
  print(`kubeconfig  ${simulator.kubeconfigPath}`);
  print(`cluster     ${simulator.managedClusterId}`);
  const stop = (): void => {
    simulator.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}
