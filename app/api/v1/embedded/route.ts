import { getEmbedded } from '../../../../lib/server/api/get-embedded.ts';
import { postEmbedded } from '../../../../lib/server/api/post-embedded.ts';

export const dynamic = 'force-dynamic';

export const GET = getEmbedded;
export const POST = postEmbedded;
