import { getLoadBalancers } from '../../../../../../lib/server/api/get-load-balancers.ts';

export const dynamic = 'force-dynamic';

export const GET = getLoadBalancers;
