import { getSummary } from '../../../../../../lib/server/api/get-summary.ts';

export const dynamic = 'force-dynamic';

export const GET = getSummary;
