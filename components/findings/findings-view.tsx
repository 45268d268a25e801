'use client';

import { CircleCheck, Funnel } from 'lucide-react';
import { useMemo } from 'react';
import { type FindingList, findingListSchema } from '../../lib/report/cluster-documents.ts';
import type { SubpageData } from '../cluster/subpage-data.ts';
import { SubpageFrame } from '../cluster/subpage-frame.tsx';
import { useSubpage } from '../cluster/use-subpage.ts';
import { formatCount } from '../format.ts';
import { allSourcesLive } from '../sources/all-sources-live.ts';
import { severityOrder, severityWords } from '../status-vocabulary.ts';
import { FilterBox } from '../table/filter-box.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Section } from '../ui/section.tsx';
import { StateIcon } from '../ui/state-icon.tsx';
import { useViewState } from '../use-view-state.ts';
import { FindingsList } from './findings-list.tsx';
import { type FindingsPage, prepareFindingsPage } from './prepare-findings-page.ts';

interface FindingsViewProps {
  readonly data: SubpageData;
  readonly document: FindingList;
  readonly renderedAt: string;
}

/** Everything that was found, by code, worst first. */
export function FindingsView({ data, document, renderedAt }: FindingsViewProps) {
  const page = useSubpage({ data, document, renderedAt, schema: findingListSchema, path: 'findings' });
  const { state, update } = useViewState();
  const { findings } = page.document;
  const prepared = useMemo(() => prepareFindingsPage(findings, state), [findings, state]);
  const complete = allSourcesLive(page.live.shown.summary.sources);
  return (
    <SubpageFrame live={page.live} renderedAt={renderedAt} crumbs={[{ label: 'findings' }]} failed={page.failed}>
      <div className="flex flex-wrap items-center gap-2" data-print="hide">
        <Severities
          prepared={prepared}
          chosen={state.severity}
          onChoose={(severity) => update({ severity: severity === state.severity ? null : severity })}
        />
        <span className="ml-auto">
          <FilterBox label="Filter findings" value={state.filter} onChange={(filter) => update({ filter })} />
        </span>
      </div>
      {prepared.groups.map(({ code, findings: own }, index) => (
        <Section
          key={`${code} ${own[0]?.acknowledged?.state ?? ''}`}
          id={`code-${code}`}
          title={code}
          hint={formatCount(own.length, 'finding')}
        >
          <FindingsList
            findings={own}
            complete={complete}
            cluster={data.id}
            takenAt={page.document.takenAt}
            openFirst={index === 0 ? 1 : 0}
          />
        </Section>
      ))}
      {findings.length === 0 && <NothingFound complete={complete} />}
      {findings.length > 0 && prepared.shown === 0 && (
        <EmptyState
          icon={Funnel}
          title="The filter hides every finding"
          action={<Button onClick={() => update({ filter: '', severity: null })}>Show all {findings.length}</Button>}
        >
          None of them fits.
        </EmptyState>
      )}
    </SubpageFrame>
  );
}

function NothingFound({ complete }: { readonly complete: boolean }) {
  return (
    <EmptyState icon={CircleCheck} title="No findings">
      {complete
        ? 'Every rule was checked against the data of all sources.'
        : 'Some sources could not be read, so some rules could not be checked.'}
    </EmptyState>
  );
}

interface SeveritiesProps {
  readonly prepared: FindingsPage;
  readonly chosen: string | null;
  readonly onChoose: (severity: (typeof severityOrder)[number]) => void;
}

function Severities({ prepared, chosen, onChoose }: SeveritiesProps) {
  return (
    <>
      {severityOrder.map((severity) => (
        <Button
          key={severity}
          onClick={() => onChoose(severity)}
          aria-pressed={chosen === severity}
          title={severityWords[severity].sentence}
          className="aria-pressed:border-line-strong aria-pressed:bg-selected"
        >
          <StateIcon state={severityWords[severity]} />
          {prepared.counts[severity]} {severityWords[severity].word}
        </Button>
      ))}
      {prepared.acknowledged > 0 && <span className="text-soft">{prepared.acknowledged} acknowledged</span>}
    </>
  );
}
