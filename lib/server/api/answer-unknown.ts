import { apiRoute } from '../http/api-route.ts';
import { problem } from '../http/problem.ts';
import type { NoQuery } from '../http/read-query.ts';

/** Whatever under `/api` is no route. */
export const answerUnknown = apiRoute<object, NoQuery>({
  query: {},
  answer: () => ({
    kind: 'problem',
    problem: problem('not-found', 'No such address. /api/v1/openapi.json describes those that there are.'),
  }),
});
