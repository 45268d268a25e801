import { spawn } from 'node:child_process';
import { z } from 'zod';
import type { Clock } from '../clock.ts';

const environmentSchema = z.array(z.object({ name: z.string(), value: z.string() })).nullish();

/** The `exec` part of a kubeconfig user. */
export const execSettingsSchema = z.object({
  apiVersion: z.string(),
  command: z.string(),
  args: z.array(z.string()).nullish(),
  env: environmentSchema,
  installHint: z.string().nullish(),
  provideClusterInfo: z.boolean().nullish(),
});
export type ExecSettings = z.infer<typeof execSettingsSchema>;

const answerSchema = z.object({
  status: z.object({
    token: z.string().nullish(),
    clientCertificateData: z.string().nullish(),
    clientKeyData: z.string().nullish(),
    expirationTimestamp: z.string().nullish(),
  }),
});
export type ExecCredential = z.infer<typeof answerSchema>['status'];

/** What a plugin may be told of the cluster it signs in to. */
export interface ExecCluster {
  readonly server: string;
  readonly caData: string | null;
}

/** A plugin that waits for a person to sign in waits for ever: nobody sees its prompt. */
const TIMEOUT_MS = 30_000;
const OUTPUT_LENGTH_MAX = 1024 * 1024;

/** Runs a credential plugin (client.authentication.k8s.io) once. Rejects with a sentence that says what to do. */
export function runExecPlugin(settings: ExecSettings, cluster: ExecCluster, clock: Clock): Promise<ExecCredential> {
  return new Promise((resolve, reject) => {
    const { command, args, installHint } = settings;
    const child = spawn(command, args ?? [], {
      env: environmentOf(settings, cluster),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = { stdout: '', stderr: '' };
    const fail = (why: string) => reject(new Error(`Credential plugin ${command} ${why}`));
    const cancel = clock.after(TIMEOUT_MS, () => {
      fail(`gave no credentials within ${TIMEOUT_MS / 1000} s. Does it wait for someone to sign in?`);
      child.kill('SIGKILL');
    });
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8');
      child[name].on('data', (text: string) => {
        output[name] = (output[name] + text).slice(0, OUTPUT_LENGTH_MAX);
      });
    }
    child.on('error', (error) => {
      cancel();
      fail(`cannot be started: ${error.message}.${installHint ? ` ${installHint.trim()}` : ''}`);
    });
    child.on('close', (code) => {
      cancel();
      if (code !== 0) return fail(`ended with code ${code}: ${output.stderr.trim().slice(0, 300)}`);
      const answer = readAnswer(output.stdout);
      return answer === null ? fail('answered something that is no ExecCredential') : resolve(answer);
    });
  });
}

function environmentOf(settings: ExecSettings, cluster: ExecCluster): NodeJS.ProcessEnv {
  const { apiVersion, env, provideClusterInfo } = settings;
  const described = { server: cluster.server, 'certificate-authority-data': cluster.caData };
  const spec = { interactive: false, ...(provideClusterInfo ? { cluster: described } : {}) };
  return {
    ...process.env,
    ...Object.fromEntries((env ?? []).map(({ name, value }) => [name, value])),
    KUBERNETES_EXEC_INFO: JSON.stringify({ apiVersion, kind: 'ExecCredential', spec }),
  };
}

function readAnswer(stdout: string): ExecCredential | null {
  try {
    return answerSchema.parse(JSON.parse(stdout)).status;
  } catch {
    return null;
  }
}
