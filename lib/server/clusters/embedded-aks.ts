import { type ArmConnection, connectArm } from '../../sources/azure/arm-connection.ts';
import type { ArmAccess } from './open-arm.ts';

/** An AKS that this product brings along: reached over the network like any other. */
export interface EmbeddedAks {
  readonly name: string;
  readonly scenario: string;
  readonly kubeconfigPath: string;
  /** ARM and control API; plain HTTP on loopback. */
  readonly armUrl: string;
  readonly subscriptionId: string;
  readonly nodeResourceGroup: string;
  readonly managedClusterId: string;
  readonly stop: () => void;
}

/** The way to its ARM, which takes any token. */
export function connectEmbeddedArm({ armUrl }: EmbeddedAks): ArmAccess {
  const credential = {
    getToken: () => Promise.resolve({ token: 'embedded', expiresOnTimestamp: Date.now() + 3_600_000 }),
  };
  const connected = connectArm({ credential, armEndpoint: armUrl });
  if (!connected.ok) return { kind: 'no-credential', message: connected.message };
  const { connection }: { connection: ArmConnection } = connected;
  return { kind: 'connected', connection, credential };
}
