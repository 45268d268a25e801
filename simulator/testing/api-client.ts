import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { Simulator } from '../start-simulator.ts';

const kubeconfigSchema = z.looseObject({ users: z.array(z.looseObject({ user: z.object({ token: z.string() }) })) });

export interface ApiRequest {
  readonly method?: string;
  readonly body?: unknown;
  readonly accept?: string;
  readonly contentType?: string;
  readonly token?: string;
}

export interface ApiReply {
  readonly status: number;
  /** JSON, or the text when it is none. */
  readonly body: Record<string, unknown>;
}

/** A small client of the simulator's API server, for tests: its certificate is checked against the authority given. */
export class ApiClient {
  private readonly simulator: Simulator;
  private readonly token: string;

  constructor(simulator: Simulator) {
    this.simulator = simulator;
    this.token = kubeconfigSchema.parse(JSON.parse(simulator.kubeconfig)).users[0]?.user.token ?? '';
  }

  async call(path: string, options: ApiRequest = {}): Promise<ApiReply> {
    const response = await this.open(path, options);
    const content = await text(response);
    const parsed: unknown = response.headers['content-type']?.includes('json')
      ? JSON.parse(content)
      : { text: content };
    return { status: response.statusCode ?? 0, body: z.record(z.string(), z.unknown()).parse(parsed) };
  }

  /** Opens a watch and gives its events one by one; the caller ends it by leaving the loop. */
  async *watch(path: string): AsyncGenerator<{ type: string; object: Record<string, unknown> }> {
    const response = await this.open(path, {});
    const eventSchema = z.object({ type: z.string(), object: z.record(z.string(), z.unknown()) });
    try {
      for await (const line of createInterface({ input: response })) yield eventSchema.parse(JSON.parse(line));
    } finally {
      response.destroy();
    }
  }

  private open(path: string, options: ApiRequest): Promise<IncomingMessage> {
    const url = new URL(path, this.simulator.apiServerUrl);
    const headers = {
      authorization: `Bearer ${options.token ?? this.token}`,
      accept: options.accept ?? 'application/json',
      'content-type': options.contentType ?? 'application/json',
    };
    return new Promise((resolve, reject) => {
      const outgoing = request(
        url,
        { method: options.method ?? 'GET', headers, ca: this.simulator.caPem, agent: false },
        resolve,
      );
      outgoing.on('error', reject);
      outgoing.end(options.body === undefined ? undefined : JSON.stringify(options.body));
    });
  }
}
