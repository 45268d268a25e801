import { getFindings } from '../../../../../../lib/server/api/get-findings.ts';

export const dynamic = 'force-dynamic';

export const GET = getFindings;
