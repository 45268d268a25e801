import { getClusters } from '../../../../lib/server/api/get-clusters.ts';

export const dynamic = 'force-dynamic';

export const GET = getClusters;
