import { armSubscription } from '../../snapshot/arm-id.ts';
import type { ArmCall } from './arm-call.ts';
import type { CallLane } from './call-lane.ts';

const PROVIDER = /\/providers\/([^/]+)/i;

/** Which limit a call counts against. Calls outside a subscription share the lane `tenant`. */
export function laneOf(call: Pick<ArmCall, 'url' | 'operation'>): CallLane {
  const path = new URL(call.url).pathname;
  return {
    subscriptionId: armSubscription(path)?.toLowerCase() ?? 'tenant',
    kind: call.operation.kind,
    provider: PROVIDER.exec(path)?.[1]?.toLowerCase() ?? 'microsoft.resources',
  };
}
