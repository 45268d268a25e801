import type { TokenCredential } from '@azure/core-auth';
import { type ArmConnection, type ArmConnectionOptions, connectArm } from '../arm-connection.ts';
import type { AzureSource } from '../azure-request.ts';
import { type AzureSourceOptions, createAzureSource } from '../azure-source.ts';
import { nodeResourceGroup, subscriptionId } from './arm-bodies.ts';
import { createFakeClock } from './fake-clock.ts';

export const fakeCredential: TokenCredential = {
  getToken: () => Promise.resolve({ token: 'fake-token', expiresOnTimestamp: Date.UTC(2200, 0) }),
};

/** A connection to a fake ARM on which waiting costs no time. */
export function connectToFake(armEndpoint: string, options: Partial<ArmConnectionOptions> = {}): ArmConnection {
  const result = connectArm({
    credential: fakeCredential,
    clock: createFakeClock(),
    random: () => 1,
    armEndpoint,
    ...options,
  });
  if (!result.ok) throw new Error(result.message);
  return result.connection;
}

export function fakeSource(connection: ArmConnection, options: Partial<AzureSourceOptions> = {}): AzureSource {
  return createAzureSource({ connection, subscriptionId, nodeResourceGroup, managedClusterId: null, ...options });
}
