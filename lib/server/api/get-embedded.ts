import { readEmbedded } from '../embedded/ask-control.ts';
import { embeddedControlUrl } from '../embedded/served-embedded.ts';
import { type ApiAnswer, apiRoute } from '../http/api-route.ts';
import { problem } from '../http/problem.ts';
import type { NoQuery } from '../http/read-query.ts';

/** How the embedded AKS is; 404 where none is served. */
export const getEmbedded = apiRoute<object, NoQuery>({
  query: {},
  async answer() {
    const controlUrl = embeddedControlUrl();
    if (controlUrl === null) return noEmbedded;
    const state = await readEmbedded(controlUrl);
    if (!state.ok) return { kind: 'problem', problem: problem('not-ready', state.message) };
    const headers = { 'cache-control': 'no-store' };
    return { kind: 'response', response: Response.json(state.value, { headers }) };
  },
});

export const noEmbedded: ApiAnswer = {
  kind: 'problem',
  problem: problem('not-found', 'No embedded AKS is served here. Start the server with --scenario to have one.'),
};
