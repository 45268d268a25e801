import { decodeService } from '../../lib/report/decode-report.ts';
import { unpackNodes } from './packing/pack-nodes.ts';
import { unpackPods } from './packing/pack-pods.ts';
import { withPodLists } from './packing/pod-lists.ts';
import type { PackedServicePage, ServicePageData } from './service-page-data.ts';

/** The page of a packed one, with its lists of nodes and pods written out. */
export function unpackServicePage({ nodes, pods, service, ...frame }: PackedServicePage): ServicePageData {
  const table = unpackNodes(nodes);
  const lists = unpackPods(
    pods,
    table.map(({ name }) => name),
  );
  return { ...frame, report: decodeService(withPodLists(service, lists), table), gone: false };
}
