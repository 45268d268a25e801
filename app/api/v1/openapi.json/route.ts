import { getOpenapi } from '../../../../lib/server/api/get-openapi.ts';

export const dynamic = 'force-dynamic';

export const GET = getOpenapi;
