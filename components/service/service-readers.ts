import { decodeService } from '../../lib/report/decode-report.ts';
import { serviceEventSchema } from '../../lib/report/stream-events.ts';
import { summaryDeltaSchema } from '../live/apply-summary-delta.ts';
import type { Applied } from '../live/live-state.ts';
import type { EventReaders } from '../live/use-live-events.ts';
import { changedNodeKeys } from './changed-nodes.ts';
import type { ServicePageData } from './service-page-data.ts';

const headSchema = summaryDeltaSchema.pick({ sources: true, takenAt: true });

/** What the events of the stream do to the service page. */
export const serviceReaders: EventReaders<ServicePageData> = {
  hello: readHead,
  summary: readHead,
  service: (data, payload) => {
    const parsed = serviceEventSchema.safeParse(payload);
    if (!parsed.success) return null;
    const { service, nodes, findings } = parsed.data;
    const report = decodeService(service, nodes);
    return { data: { ...data, report, findings, gone: false }, changed: changedNodeKeys(data.report, report) };
  },
  'service-removed': (data) => ({ data: { ...data, gone: true }, changed: [] }),
};

/** Of the cluster's summary the page shows how old the data is and how far the sources can be trusted. */
function readHead(data: ServicePageData, payload: unknown): Applied<ServicePageData> {
  const parsed = headSchema.safeParse(payload);
  return parsed.success ? { data: { ...data, ...parsed.data }, changed: [] } : null;
}
