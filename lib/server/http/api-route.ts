import { processLog } from '../log.ts';
import { answerDocument, type DocumentAnswer, type TextAnswer } from './document-answer.ts';
import { type Problem, problem, problemResponse } from './problem.ts';
import { type QueryShape, type QueryValues, readQuery } from './read-query.ts';

export type ApiAnswer =
  | DocumentAnswer
  | TextAnswer
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'response'; readonly response: Response };

export interface ApiRequest<Path, Query extends QueryShape> {
  readonly path: Path;
  readonly query: QueryValues<Query>;
  readonly request: Request;
}

export interface ApiRoute<Path, Query extends QueryShape> {
  /** Query parameters that it takes. */
  readonly query: Query;
  readonly answer: (request: ApiRequest<Path, Query>) => ApiAnswer | Promise<ApiAnswer>;
}

/** What Next hands to a route handler beside the request. */
interface RouteContext<Path> {
  readonly params: Promise<Path>;
}

/** A route handler for Next: reads the query, answers, and turns everything that goes wrong into a problem document. */
export function apiRoute<Path, const Query extends QueryShape>(route: ApiRoute<Path, Query>) {
  return async (request: Request, context: RouteContext<Path>): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url);
    const refuse = ({ document, headers }: Problem) => {
      const requestId = request.headers.get('x-request-id');
      const found = { ...document, instance: pathname, ...(requestId === null ? {} : { requestId }) };
      return problemResponse({ document: found, headers });
    };
    try {
      const query = readQuery(searchParams, route.query);
      if (!query.ok) return refuse(query.problem);
      const answer = await route.answer({ path: await context.params, query: query.value, request });
      if (answer.kind === 'problem') return refuse(answer.problem);
      return answer.kind === 'response' ? answer.response : await answerDocument(request, answer);
    } catch (error) {
      processLog().error({ err: error, path: pathname }, 'API route failed');
      return refuse(problem('internal-error', 'The log of the server says why.'));
    }
  };
}
