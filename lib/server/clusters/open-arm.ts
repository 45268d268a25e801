import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { TokenCredential } from '@azure/core-auth';
import { type ArmConnection, connectArm } from '../../sources/azure/arm-connection.ts';
import { azureClouds } from '../../sources/azure/azure-cloud.ts';
import { createAzureCredential } from '../../sources/azure/azure-credential.ts';
import type { AzureConfig } from '../config/config.ts';

/** The way to Azure that all clusters share. */
export type ArmAccess =
  | { readonly kind: 'connected'; readonly connection: ArmConnection; readonly credential: TokenCredential }
  /** Azure is not read because the operator said so. */
  | { readonly kind: 'off' }
  /** There is no credential; everything but Azure can still be read. */
  | { readonly kind: 'no-credential'; readonly message: string };

export type OpenedArm =
  | { readonly ok: true; readonly arm: ArmAccess }
  /** A setting is wrong. */
  | { readonly ok: false; readonly problem: string };

/** Prepares the connection; nothing is sent and nobody signs in yet. */
export async function openArm(config: AzureConfig): Promise<OpenedArm> {
  if (!config.enabled) return { ok: true, arm: { kind: 'off' } };
  const ca = readCa(config.caFile);
  if (!ca.ok) return ca;
  const signIn = config.tokenFile === null ? await createAzureCredential() : tokenFileSignIn(config.tokenFile);
  if (!signIn.ok) return { ok: true, arm: { kind: 'no-credential', message: signIn.message } };
  const { credential, cloud } = signIn;
  const connected = connectArm({
    credential,
    cloud,
    ...(config.armEndpoint === null ? {} : { armEndpoint: config.armEndpoint }),
    ...(config.tokenScope === null ? {} : { tokenScope: config.tokenScope }),
    ...(ca.pem === null ? {} : { caPem: ca.pem }),
  });
  if (!connected.ok) return { ok: false, problem: connected.message };
  return { ok: true, arm: { kind: 'connected', connection: connected.connection, credential } };
}

/** The file is read for every token, so whoever renews it only has to write it. */
function tokenFileSignIn(file: string): Awaited<ReturnType<typeof createAzureCredential>> {
  const credential: TokenCredential = {
    getToken: async () => {
      const token = (await readFile(file, 'utf8')).trim();
      if (token === '') throw new Error(`${file} is empty; it must hold a token for ARM`);
      return { token, expiresOnTimestamp: Date.now() + TOKEN_FILE_TRUST_MS };
    },
  };
  return { ok: true, credential, cloud: azureClouds.AzureCloud };
}

const TOKEN_FILE_TRUST_MS = 300_000;

type Ca = { readonly ok: true; readonly pem: string | null } | { readonly ok: false; readonly problem: string };

function readCa(file: string | null): Ca {
  if (file === null) return { ok: true, pem: null };
  try {
    return { ok: true, pem: readFileSync(file, 'utf8') };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, problem: `--arm-ca-file: cannot read ${file}: ${why}` };
  }
}
