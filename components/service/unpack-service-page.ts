import { decodeReport } from '../../lib/report/decode-report.ts';
import type { PackedServicePage, ServicePageData } from './service-page-data.ts';

/** The page of a packed one, with its lists of nodes written out. */
export function unpackServicePage({ nodes, service, ...frame }: PackedServicePage): ServicePageData {
  const { services } = decodeReport({
    formatVersion: 1,
    encoding: 'node-runs',
    cluster: frame.cluster,
    takenAt: frame.takenAt,
    sources: frame.sources,
    sentence: service.sentence,
    loadBalancers: [],
    findings: [],
    nodes,
    services: [service],
  });
  const [report] = services;
  if (report === undefined) throw new Error('decoding a report of one Service gave none');
  return { ...frame, report, gone: false };
}
