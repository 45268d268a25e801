import { answerUnknown } from '../../../lib/server/api/answer-unknown.ts';

export const dynamic = 'force-dynamic';

export const GET = answerUnknown;
