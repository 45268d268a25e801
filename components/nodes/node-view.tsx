'use client';

import { CircleCheck, Network } from 'lucide-react';
import { useMemo } from 'react';
import { type NodeDocument, nodeDocumentSchema } from '../../lib/report/cluster-documents.ts';
import { clusterPath } from '../cluster/service-path.ts';
import type { SubpageData } from '../cluster/subpage-data.ts';
import { SubpageFrame } from '../cluster/subpage-frame.tsx';
import { useSubpage } from '../cluster/use-subpage.ts';
import { FindingsList } from '../findings/findings-list.tsx';
import { formatShareInText } from '../format.ts';
import { DataTable } from '../table/data-table.tsx';
import { formatSort, nextSort, parseSort, sortRows } from '../table/sort-rows.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Section } from '../ui/section.tsx';
import { useViewState } from '../use-view-state.ts';
import { lossSentence } from './node-condition.ts';
import { NodeEndpoints } from './node-endpoints.tsx';
import { NodeFacts } from './node-facts.tsx';
import { nodeServiceColumns, nodeServiceComparators } from './node-services-columns.tsx';

interface NodeViewProps {
  readonly data: SubpageData;
  readonly document: NodeDocument;
  readonly renderedAt: string;
}

/** If this node dies: who loses what, for how long. */
export function NodeView({ data, document, renderedAt }: NodeViewProps) {
  const path = `nodes/${encodeURIComponent(document.name)}`;
  const page = useSubpage({ data, document, renderedAt, schema: nodeDocumentSchema, path });
  const { state, update } = useViewState();
  const node = page.document;
  const columns = useMemo(() => nodeServiceColumns(data.id, node.silent), [data.id, node.silent]);
  const sort = parseSort(state.sort, nodeServiceComparators);
  return (
    <SubpageFrame
      live={page.live}
      renderedAt={renderedAt}
      crumbs={[{ label: 'nodes', href: `${clusterPath(data.id)}/nodes` }, { label: node.name }]}
      failed={page.failed}
    >
      <NodeFacts context={page.live.shown.summary.cluster} node={node} />
      <Section id="services" title="If it dies" term="blast radius" hint={lossSentence(node, formatShareInText)}>
        {node.services.length > 0 ? (
          <DataTable
            label="Services and what they lose with this node"
            columns={columns}
            rows={sortRows(node.services, nodeServiceComparators, sort)}
            rowKey={(row) => `${row.namespace}/${row.name}`}
            nameOfRow={(row) => `${row.namespace}/${row.name}`}
            sort={sort}
            onSort={(by) => update({ sort: formatSort(nextSort(sort, by)) })}
            keys
          />
        ) : (
          <EmptyState icon={Network} title="No Service of type LoadBalancer">
            Nothing comes in through an Azure load balancer, so nothing is lost with this node.
          </EmptyState>
        )}
      </Section>
      <NodeEndpoints services={node.services} />
      <Section id="findings" title="Findings" term="finding" hint="Those that name this node.">
        {node.findings.length > 0 ? (
          <FindingsList findings={node.findings} complete cluster={data.id} takenAt={node.takenAt} openFirst={1} />
        ) : (
          <EmptyState icon={CircleCheck} title="No finding names this node">
            Findings about Services are on their pages.
          </EmptyState>
        )}
      </Section>
    </SubpageFrame>
  );
}
