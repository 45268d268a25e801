import { z } from 'zod';
import { resolveArmLink } from './arm-endpoint.ts';
import { failed } from './arm-failure.ts';
import { type ArmRead, type ReadContext, sendArm } from './arm-get.ts';
import type { AzureFailure } from './azure-result.ts';

export type ArmListed = { readonly state: 'listed'; readonly values: readonly unknown[] } | AzureFailure;

const pageSchema = z.object({ value: z.array(z.unknown()), nextLink: z.string().nullish() });

const PAGES_MAX = 1000;

/**
 * Reads a list to its last page. All or nothing: half a list would look like deleted objects, so a failure of any
 * page is the failure of the list, and says which page it was.
 */
export async function listArm(context: ReadContext, read: ArmRead): Promise<ArmListed> {
  const { connection, signal, urgency } = context;
  const values: unknown[] = [];
  const followed = new Set<string>();
  let answer = await sendArm(context, 'GET', read);
  for (let page = 1; page <= PAGES_MAX; page += 1) {
    const subject = page === 1 ? read.subject : `${read.subject}, page ${page}`;
    if (answer.state === 'refused') return answer.failure;
    const parsed = pageSchema.safeParse(answer.body);
    if (!parsed.success) {
      return failed({ subject }, 'unreadable', `HTTP ${answer.status} without a "value" array: no ARM list`, true);
    }
    values.push(...parsed.data.value);
    const { nextLink } = parsed.data;
    if (!nextLink) return { state: 'listed', values };
    const link = resolveArmLink(connection.endpoint, nextLink);
    if (!link.ok) return failed({ subject }, 'refused', `its nextLink was not followed: ${link.message}`, false);
    if (followed.has(link.url)) return failed({ subject }, 'unreadable', 'its nextLink leads in circles', true);
    followed.add(link.url);
    const { operation } = read;
    const following = `${read.subject}, page ${page + 1}`;
    answer = await connection.send({ operation, method: 'GET', url: link.url, subject: following, signal, urgency });
  }
  return failed(read, 'unreadable', `the list does not end after ${PAGES_MAX} pages`, true);
}
