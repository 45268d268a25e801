import { getSearch } from '../../../../../../lib/server/api/get-search.ts';

export const dynamic = 'force-dynamic';

export const GET = getSearch;
