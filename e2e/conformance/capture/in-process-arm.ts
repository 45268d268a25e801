import type { World } from '../../../simulator/kernel/world.ts';
import { answerArm } from '../../../simulator/wire/arm/answer-arm.ts';
import { newArmContext } from '../../../simulator/wire/arm/arm-context.ts';
import { takeFault } from '../../../simulator/wire/arm/faults.ts';

export interface ArmReply {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** Sends a request to ARM; the address may be a path or absolute, with a query. */
export type Arm = (method: 'GET' | 'POST', address: string) => ArmReply;

/** The ARM of a world without the HTTP in between: the same faults, the same answers. */
export function connectArm(world: World): Arm {
  const context = newArmContext(world);
  return (method, address) => {
    const url = new URL(address, 'http://arm');
    const fault = takeFault(world, url.pathname)?.answer ?? null;
    const headers = { authorization: 'Bearer conformance' };
    const raw = { method, path: url.pathname, query: url.searchParams, body: '', headers };
    const { status, body, headers: given = {} } = fault ?? answerArm(context, raw);
    return { status, body, headers: given };
  };
}
