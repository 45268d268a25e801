import { getMetrics } from '../../lib/server/api/get-metrics.ts';

export const dynamic = 'force-dynamic';

export const GET = getMetrics;
