import { getCluster } from '../../../../../lib/server/api/get-cluster.ts';

export const dynamic = 'force-dynamic';

export const GET = getCluster;
