import { embeddedCommandSchema } from '../../report/embedded-state.ts';
import { commandEmbedded } from '../embedded/ask-control.ts';
import { isSameOrigin } from '../embedded/is-same-origin.ts';
import { embeddedControlUrl } from '../embedded/served-embedded.ts';
import { type ApiAnswer, apiRoute } from '../http/api-route.ts';
import { type ProblemKind, problem } from '../http/problem.ts';
import type { NoQuery } from '../http/read-query.ts';
import { noEmbedded } from './get-embedded.ts';

const refuse = (kind: ProblemKind, detail: string): ApiAnswer => ({ kind: 'problem', problem: problem(kind, detail) });

/** Does something to the embedded AKS. The only thing this server ever changes, and only for its own pages. */
export const postEmbedded = apiRoute<object, NoQuery>({
  query: {},
  async answer({ request }) {
    const controlUrl = embeddedControlUrl();
    if (controlUrl === null) return noEmbedded;
    if (!isSameOrigin(request.headers)) {
      return refuse('forbidden', 'Only a page of this server may do this. Programs use the control API or `simulate`.');
    }
    if (request.headers.get('content-type')?.split(';')[0]?.trim() !== 'application/json')
      return refuse('unsupported-media-type', 'Send application/json.');
    const command = embeddedCommandSchema.safeParse(await readJson(request));
    if (!command.success)
      return refuse('bad-request', 'The body must be JSON with one of "action", "speed" and "run".');
    const done = await commandEmbedded(controlUrl, command.data);
    if (!done.ok) return refuse(done.refused ? 'bad-request' : 'not-ready', done.message);
    return { kind: 'response', response: Response.json(done.value, { headers: { 'cache-control': 'no-store' } }) };
  },
});

/** Undefined: no JSON. */
async function readJson(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch {
    return undefined;
  }
}
