import type { ArmConnection } from '../arm-connection.ts';
import type { ArmRead, ReadContext } from '../arm-get.ts';
import { armOperations } from '../arm-operations.ts';
import { loadBalancersPath } from './arm-bodies.ts';

/** A list read as the source makes it, for tests below the source. */
export const listLoadBalancersRead: ArmRead = {
  operation: armOperations.listLoadBalancers,
  family: 'network',
  path: loadBalancersPath,
  subject: 'load balancers of resource group MC_lab',
};

export function background(connection: ArmConnection, signal?: AbortSignal): ReadContext {
  return { connection, signal, urgency: 'background' };
}

export function interactive(connection: ArmConnection, signal?: AbortSignal): ReadContext {
  return { connection, signal, urgency: 'interactive' };
}
