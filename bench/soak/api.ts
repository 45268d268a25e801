import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { text } from 'node:stream/consumers';

export interface ApiAddress {
  readonly apiServerUrl: string;
  readonly caPem: string;
  readonly token: string;
}

/** The least that a client of an API server needs, written for this: what is measured with shares nothing with what is measured. */
export class Api {
  private readonly agent: Agent;
  private readonly address: ApiAddress;

  constructor(address: ApiAddress) {
    this.address = address;
    this.agent = new Agent({ ca: address.caPem, keepAlive: true });
  }

  async json(path: string, patch?: object): Promise<unknown> {
    const response = await this.open(path, patch);
    const answer = await text(response);
    if (response.statusCode !== 200)
      throw new Error(`${path} answered ${response.statusCode}: ${answer.slice(0, 300)}`);
    return JSON.parse(answer);
  }

  open(path: string, patch?: object): Promise<IncomingMessage> {
    const headers = {
      authorization: `Bearer ${this.address.token}`,
      accept: 'application/json',
      'content-type': 'application/merge-patch+json',
    };
    const method = patch === undefined ? 'GET' : 'PATCH';
    return new Promise((resolve, reject) => {
      const url = new URL(path, this.address.apiServerUrl);
      const asked = request(url, { method, headers, agent: this.agent }, resolve);
      asked.on('error', reject);
      asked.end(patch === undefined ? undefined : JSON.stringify(patch));
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
