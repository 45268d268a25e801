import { z } from 'zod';
import { findingSchema } from '../../lib/report/finding.ts';
import { serviceReportSchema } from '../../lib/report/service-report.ts';
import { summaryDeltaSchema } from '../live/apply-summary-delta.ts';
import type { Applied } from '../live/live-state.ts';
import type { EventReaders } from '../live/use-live-events.ts';
import { changedNodeKeys } from './changed-nodes.ts';
import type { ServicePageData } from './service-page-data.ts';

/** Payload of the stream's `service` event: the whole Service. */
const serviceEventSchema = z.union([
  z.object({ report: serviceReportSchema, findings: z.array(findingSchema) }),
  serviceReportSchema.transform((report) => ({ report, findings: null })),
]);

/** What the events of the stream do to the service page. */
export const serviceReaders: EventReaders<ServicePageData> = {
  summary: (data, payload) => {
    const parsed = summaryDeltaSchema.safeParse(payload);
    if (!parsed.success) return null;
    const { sources, takenAt } = parsed.data;
    return { data: { ...data, sources, takenAt }, changed: [] };
  },
  service: readService,
};

function readService(data: ServicePageData, payload: unknown): Applied<ServicePageData> {
  const parsed = serviceEventSchema.safeParse(payload);
  if (!parsed.success) return null;
  const { report, findings } = parsed.data;
  return {
    data: { ...data, report, findings: findings ?? data.findings },
    changed: changedNodeKeys(data.report, report),
  };
}
