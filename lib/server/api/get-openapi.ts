import { bootId } from '../boot-id.ts';
import { openapi } from '../contract/openapi.ts';
import { apiRoute } from '../http/api-route.ts';

export const getOpenapi = apiRoute<object, Record<never, never>>({
  query: {},
  answer: () => ({ kind: 'document', version: `${bootId()} openapi`, build: openapi }),
});
