import { getEvents } from '../../../../../../lib/server/api/get-events.ts';

export const dynamic = 'force-dynamic';

export const GET = getEvents;
