import { z } from 'zod';
import { hubOf } from '../events/hub-of.ts';
import { versionAt } from '../events/stream-position.ts';
import { clusterRoute } from '../http/cluster-route.ts';
import { serviceParameter } from '../http/read-query.ts';

const query = {
  service: serviceParameter,
  since: z.string().min(1, 'expected the id of an event'),
};

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  // no-transform: compressed, events would wait for each other.
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
};

/** What changes, as it changes. A reader that was here before goes on where it was. */
export const getEvents = clusterRoute<{ cluster: string }, typeof query>({
  query,
  answer({ request, cluster, state, query: { service, since } }) {
    const position = versionAt(request.headers.get('last-event-id')) ?? versionAt(since ?? null);
    const version = position !== null && position <= state.version ? position : null;
    const watched = service === undefined ? null : { key: service, version };
    const stream = hubOf(cluster).open({ version, service: watched }, request.signal);
    return { kind: 'response', response: new Response(stream, { headers }) };
  },
});
