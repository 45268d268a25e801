import type { IncomingHttpHeaders } from 'node:http';
import type { World } from '../../kernel/world.ts';

export interface ArmRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

export interface ArmAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A question that is answered later: what was asked, and how often it was asked for already. */
export interface Operation {
  readonly loadBalancer: string;
  readonly rule: string;
  readonly startedAt: number;
  polls: number;
}

export interface ArmContext {
  readonly world: World;
  readonly operations: Map<string, Operation>;
  /** Reads left in the subscription's bucket, and when it was last filled. */
  readonly budget: { reads: number; writes: number; at: number };
}

export const newArmContext = (world: World): ArmContext => ({
  world,
  operations: new Map(),
  budget: { reads: 250, writes: 200, at: world.now },
});

export const armError = (
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): ArmAnswer => ({
  status,
  body: { error: { code, message } },
  headers,
});

/** Absolute addresses must name the real host: clients refuse to send their token anywhere else. */
export const ARM_HOST = 'https://management.azure.com';
