import { z } from 'zod';
import { reportText, usualEncoding } from '../documents/report-stream.ts';
import { clusterRoute, versionOf } from '../http/cluster-route.ts';

const query = { encoding: z.enum(['plain', 'node-runs'], 'expected plain or node-runs') };

/** The whole report, the same that `analyze --json` prints; of a large cluster with its matrices as runs. */
export const getCluster = clusterRoute<{ cluster: string }, typeof query>({
  query,
  answer({ request, cluster, state, query: { encoding = usualEncoding(state.analysis) } }) {
    const version = versionOf(request, cluster, state);
    return { kind: 'text', version, chunks: () => reportText(state.analysis, encoding) };
  },
});
