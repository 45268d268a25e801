import { getNode } from '../../../../../../../lib/server/api/get-node.ts';

export const dynamic = 'force-dynamic';

export const GET = getNode;
