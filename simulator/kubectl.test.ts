import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from './start-simulator.ts';
import { Kubectl, type KubectlRun } from './testing/kubectl.ts';

let simulator: Simulator;
let kubectl: Kubectl;
let folder: string;
/** A node that hosts the gateway when the tests begin. */
let node: string;

beforeAll(async () => {
  // Fast, because drain and rollout wait for pods that take virtual time to go.
  simulator = await startSimulator({ scenario: 'healthy', speed: 30 });
  kubectl = new Kubectl(simulator);
  folder = mkdtempSync(join(tmpdir(), 'kubectl-test-'));
  node = (await good('get', 'pods', '-n', 'ingress', '-o', 'jsonpath={.items[0].spec.nodeName}')).stdout;
});
afterAll(async () => {
  kubectl.close();
  rmSync(folder, { recursive: true });
  await simulator.stop();
});

async function good(...args: readonly string[]): Promise<KubectlRun> {
  const run = await kubectl.run(args);
  expect(run, `kubectl ${args.join(' ')}`).toMatchObject({ exitCode: 0 });
  return run;
}

const columns: readonly [string, readonly string[]][] = [
  ['namespaces', ['NAME', 'STATUS', 'AGE']],
  ['nodes', ['NAME', 'STATUS', 'ROLES', 'AGE', 'VERSION']],
  ['pods', ['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE']],
  ['services', ['NAME', 'TYPE', 'CLUSTER-IP', 'EXTERNAL-IP', 'PORT(S)', 'AGE']],
  ['deployments', ['NAME', 'READY', 'UP-TO-DATE', 'AVAILABLE', 'AGE']],
  ['replicasets', ['NAME', 'DESIRED', 'CURRENT', 'READY', 'AGE']],
  ['daemonsets', ['NAME', 'DESIRED', 'CURRENT', 'READY', 'UP-TO-DATE', 'AVAILABLE', 'NODE SELECTOR', 'AGE']],
  ['endpointslices', ['NAME', 'ADDRESSTYPE', 'PORTS', 'ENDPOINTS', 'AGE']],
  ['poddisruptionbudgets', ['NAME', 'MIN AVAILABLE', 'MAX UNAVAILABLE', 'ALLOWED DISRUPTIONS', 'AGE']],
  ['leases', ['NAME', 'HOLDER', 'AGE']],
  ['ingress', ['NAME', 'CLASS', 'HOSTS', 'ADDRESS', 'PORTS', 'AGE']],
  ['gateways.gateway.networking.k8s.io', ['NAME', 'CLASS', 'ADDRESS', 'PROGRAMMED', 'AGE']],
  ['httproutes', ['NAME', 'HOSTNAMES', 'AGE']],
  ['gateways.networking.istio.io', ['NAME', 'AGE']],
  ['virtualservices', ['NAME', 'GATEWAYS', 'HOSTS', 'AGE']],
];

describe('kubectl reads', () => {
  it.each(columns)('%s with the columns of a real server', async (kind, names) => {
    const [head = '', ...rows] = (await good('get', kind, '-A')).stdout.trim().split('\n');
    expect(head.split(/ {2,}/).filter((name) => name !== 'NAMESPACE')).toEqual(names);
    expect(rows.length).toBeGreaterThan(0);
  });

  it('says of kinds without objects that there are none', async () => {
    for (const kind of ['statefulsets', 'horizontalpodautoscalers', 'networkpolicies'])
      expect((await good('get', kind, '-n', 'default')).stderr).toContain('No resources found in default namespace');
  });

  it('policies and autoscalers with the columns of a real server', async () => {
    const manifests = [
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        spec: { podSelector: { matchLabels: { app: 'x' } } },
      },
      {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        spec: {
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'x' },
          minReplicas: 2,
          maxReplicas: 4,
        },
      },
    ];
    for (const manifest of manifests) {
      const object = JSON.stringify({ ...manifest, metadata: { name: 'x', namespace: 'ingress' } });
      expect(await kubectl.run(['apply', '-f', '-'], object)).toMatchObject({ exitCode: 0 });
    }
    expect((await good('get', 'netpol', '-n', 'ingress')).stdout).toMatch(/^NAME +POD-SELECTOR +AGE\nx +app=x +\d+s/);
    expect((await good('get', 'hpa', '-n', 'ingress')).stdout).toMatch(
      /^NAME +REFERENCE +TARGETS +MINPODS +MAXPODS +REPLICAS +AGE\nx +Deployment\/x +cpu: <unknown>\/80% +2 +4 +0 +/,
    );
    await good('delete', 'netpol,hpa', 'x', '-n', 'ingress');
  });

  it('an object as YAML, that can be applied again', async () => {
    const yaml = (await good('get', 'service', 'gateway', '-n', 'ingress', '-o', 'yaml')).stdout;
    expect(yaml).toMatch(/^kind: Service$/m);
    expect(yaml).toMatch(/^ {2}externalTrafficPolicy: Local$/m);
    const again = await kubectl.run(['apply', '--dry-run=server', '-f', '-'], yaml);
    expect(again.stdout).toContain('service/gateway configured (server dry run)');
  });

  it('a node with its conditions and pods', async () => {
    const { stdout } = await good('describe', 'node', node);
    expect(stdout).toContain(`Name:               ${node}`);
    expect(stdout).toMatch(/^ {2}Ready +True /m);
    expect(stdout).toMatch(/^Non-terminated Pods: +\(\d+ in total\)$/m);
    expect(stdout).toContain('gateway-');
  });

  it('a watch tells a change that comes later', async () => {
    const seen: string[] = [];
    for await (const line of kubectl.lines(['get', 'nodes', '-w'])) {
      // What kubectl prints first was listed before it watches, so from here on every change must come.
      if (seen.length === 0) simulator.control.act({ do: 'cordon', node });
      seen.push(line);
      if (line.startsWith(node) && line.includes('SchedulingDisabled')) break;
    }
    expect(seen.at(-1)).toContain('Ready,SchedulingDisabled');
    simulator.control.act({ do: 'cordon', node, off: true });
  });
});

describe('kubectl changes', () => {
  it('cordons and uncordons', async () => {
    expect((await good('cordon', node)).stdout).toBe(`node/${node} cordoned\n`);
    expect((await good('get', 'node', node)).stdout).toContain('Ready,SchedulingDisabled');
    expect((await good('uncordon', node)).stdout).toBe(`node/${node} uncordoned\n`);
    expect((await good('get', 'node', node)).stdout).not.toContain('SchedulingDisabled');
  });

  it('drains: evicts through the API, waits until pods are gone, leaves daemons', async () => {
    const { stdout } = await good('drain', node, '--ignore-daemonsets', '--timeout=60s');
    expect(stdout).toMatch(/evicting pod ingress\/gateway-|pod\/gateway-\S+ evicted/);
    const left = await good('get', 'pods', '-A', '--field-selector', `spec.nodeName=${node}`);
    expect(left.stdout).not.toContain('gateway-');
    expect(left.stdout).toContain('kube-proxy-');
    await good('uncordon', node);
  });

  it('scales, and waits for a rollout it restarted', async () => {
    const gateway = ['deployment/gateway', '-n', 'ingress'];
    expect((await good('scale', ...gateway, '--replicas=4')).stdout).toBe('deployment.apps/gateway scaled\n');
    await good('rollout', 'status', ...gateway, '--timeout=60s');
    const before = (await good('get', 'pods', '-n', 'ingress', '-o', 'name')).stdout.trim().split('\n');
    expect((await good('rollout', 'restart', ...gateway)).stdout).toBe('deployment.apps/gateway restarted\n');
    expect((await good('rollout', 'status', ...gateway, '--timeout=60s')).stdout).toContain('successfully rolled out');
    const { stdout } = await good('get', ...gateway, '-o', 'jsonpath={.status.updatedReplicas}/{.spec.replicas}');
    expect(stdout).toBe('4/4');
    const after = (await good('get', 'pods', '-n', 'ingress', '-o', 'name')).stdout.trim().split('\n');
    expect(after.filter((name) => !before.includes(name)).length).toBeGreaterThanOrEqual(4);
  });

  it('takes a rollout back to the replica set that was there before', async () => {
    const gateway = ['deployment/gateway', '-n', 'ingress'];
    const sets = async () => (await good('get', 'replicasets', '-n', 'ingress', '-o', 'name')).stdout;
    const before = await sets();
    expect((await good('rollout', 'undo', ...gateway)).stdout).toBe('deployment.apps/gateway rolled back\n');
    await good('rollout', 'status', ...gateway, '--timeout=60s');
    expect(await sets()).toBe(before);
  });

  it('makes namespaces and budgets from flags, which kubectl sends in protobuf', async () => {
    await good('create', 'namespace', 'other');
    await good(
      'create',
      'poddisruptionbudget',
      'other',
      '-n',
      'other',
      '--selector=app=x,tier=y',
      '--max-unavailable=25%',
    );
    const { stdout } = await good('get', 'pdb', 'other', '-n', 'other', '-o', 'jsonpath={.spec}');
    const matchLabels = { app: 'x', tier: 'y' };
    expect(JSON.parse(stdout)).toMatchObject({ selector: { matchLabels }, maxUnavailable: '25%' });
  });

  it('makes a deployment and its autoscaler from flags', async () => {
    const place = ['-n', 'ingress'];
    await good('create', 'deployment', 'made', '--image=a:1', '--replicas=2', '--port=8080', ...place);
    await good('rollout', 'status', 'deployment/made', '--timeout=60s', ...place);
    const { stdout } = await good(
      'get',
      'deployment',
      'made',
      '-o',
      'jsonpath={.spec.template.spec.containers}',
      ...place,
    );
    expect(JSON.parse(stdout)).toMatchObject([{ name: 'a', image: 'a:1', ports: [{ containerPort: 8080 }] }]);
    const flags = ['--min=2', '--max=5', '--cpu-percent=70'];
    const scaled = await good('autoscale', 'deployment', 'made', ...flags, ...place);
    expect(scaled.stdout).toBe('horizontalpodautoscaler.autoscaling/made autoscaled\n');
    expect((await good('get', 'hpa', 'made', ...place)).stdout).toMatch(/Deployment\/made +cpu: \S+\/70% +2 +5 /);
    await good('delete', 'hpa,deployment', 'made', ...place);
  });

  it('applies from a file without leaving a trace in a dry run, and then for good', async () => {
    const file = join(folder, 'service.yaml');
    const service = ['apiVersion: v1', 'kind: Service', 'metadata:', '  name: extra', 'spec:', '  selector: {app: x}'];
    writeFileSync(file, [...service, '  ports:', '    - port: 80', ''].join('\n'));
    const dry = await good('apply', '--dry-run=server', '-f', file);
    expect(dry.stdout).toBe('service/extra created (server dry run)\n');
    expect((await kubectl.run(['get', 'service', 'extra'])).exitCode).toBe(1);
    expect((await good('apply', '-f', file)).stdout).toBe('service/extra created\n');
    expect((await good('apply', '-f', file)).stdout).toBe('service/extra unchanged\n');
    expect((await good('delete', '-f', file)).stdout).toContain('"extra" deleted');
  });
});

const refusals: readonly [string, readonly string[], string][] = [
  ['a kind that does not exist', ['get', 'cronjobs'], 'the server doesn\'t have a resource type "cronjobs"'],
  ['an object that does not exist', ['get', 'node', 'none'], '(NotFound): nodes "none" not found'],
  [
    'a JSON patch that does not fit',
    ['patch', 'service', 'gateway', '-n', 'ingress', '--type=json', '-p', '[{"op":"remove","path":"/spec/none"}]'],
    'The request is invalid: the server rejected our request due to an error in our request\n',
  ],
  [
    'a JSON patch that is none',
    ['patch', 'service', 'gateway', '-n', 'ingress', '--type=json', '-p', '{"op":"remove"}'],
    'Error from server (BadRequest): error decoding patch',
  ],
  [
    'a change of what does not exist',
    ['scale', 'deployment/none', '--replicas=1'],
    'deployments.apps "none" not found',
  ],
];

it.each(refusals)('kubectl is told the reason: %s', async (_name, args, words) => {
  const run = await kubectl.run(args);
  expect(run).toMatchObject({ exitCode: 1, stdout: '' });
  expect(run.stderr).toContain(words);
});
