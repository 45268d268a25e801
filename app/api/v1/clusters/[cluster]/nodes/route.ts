import { getNodes } from '../../../../../../lib/server/api/get-nodes.ts';

export const dynamic = 'force-dynamic';

export const GET = getNodes;
