import { z } from 'zod';
import { severitySchema } from '../../report/finding.ts';
import { findingList } from '../documents/finding-list.ts';
import { clusterRoute, stateDocument } from '../http/cluster-route.ts';
import { serviceParameter } from '../http/read-query.ts';

const query = {
  severity: z.enum(severitySchema.options, `expected ${severitySchema.options.join(', ')}`),
  code: z.string().min(1, 'expected the code of a finding'),
  service: serviceParameter,
};

/** All findings, or those at least as severe, of a code, of a Service. */
export const getFindings = clusterRoute<{ cluster: string }, typeof query>({
  query,
  answer: (request) => stateDocument(request, (analysis) => findingList(analysis, request.query)),
});
