import { getReadyz } from '../../lib/server/api/get-health.ts';

export const dynamic = 'force-dynamic';

export const GET = getReadyz;
