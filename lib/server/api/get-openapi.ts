import { bootId } from '../boot-id.ts';
import { openapi } from '../contract/openapi.ts';
import { apiRoute } from '../http/api-route.ts';
import type { NoQuery } from '../http/read-query.ts';

export const getOpenapi = apiRoute<object, NoQuery>({
  query: {},
  answer: () => ({ kind: 'document', version: `${bootId()} openapi`, build: openapi }),
});
