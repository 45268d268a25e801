import { getService } from '../../../../../../../../lib/server/api/get-service.ts';

export const dynamic = 'force-dynamic';

export const GET = getService;
