'use client';

import { useMemo } from 'react';
import type { ServiceReport } from '../../lib/report/service-report.ts';
import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import { useShortcut } from '../keyboard/keyboard-provider.tsx';
import { DownloadMap } from '../map/download-map.tsx';
import { MapLegend } from '../map/map-legend.tsx';
import { RoutingMap } from '../map/routing-map.tsx';
import { routingMapOf } from '../map/routing-map-of.ts';
import { RoutingTable } from '../map/routing-table.tsx';
import { Section } from '../ui/section.tsx';
import { useViewState } from '../use-view-state.ts';
import { prepareNodeRows } from './prepare-nodes-table.ts';
import { preparePodRows } from './prepare-pods-table.ts';
import { prepareSelection } from './prepare-selection.ts';
import type { Variant } from './prepare-variants.ts';
import { SelectionPanel } from './selection-panel.tsx';

interface RoutingSectionProps {
  readonly cluster: string;
  /** RFC 3339. */
  readonly takenAt: string;
  readonly report: ServiceReport;
  readonly variant: Variant;
  readonly viewed: TrafficPolicy;
}

export function RoutingSection({ cluster, takenAt, report, variant, viewed }: RoutingSectionProps) {
  const { state, update } = useViewState();
  const model = routingMapOf(report, variant, viewed);
  const selection = useMemo(
    () =>
      state.selection === null
        ? null
        : prepareSelection(state.selection, prepareNodeRows(report, variant), preparePodRows(variant), variant),
    [state.selection, report, variant],
  );
  const close = () => update({ selection: null });
  useShortcut('close', close, state.selection !== null);
  return (
    <Section
      id="map"
      title="Routing map"
      term="share"
      hint={hintOf(viewed, report.externalTrafficPolicy)}
      actions={<DownloadMap model={model} title={`${cluster} ${report.namespace}/${report.name}`} takenAt={takenAt} />}
    >
      <div className="grid gap-3 px-4 py-3">
        {state.asTables ? (
          <RoutingTable model={model} />
        ) : (
          <>
            <RoutingMap
              model={model}
              selection={state.selection}
              onSelect={(selected) => update({ selection: selected })}
            />
            <MapLegend />
          </>
        )}
      </div>
      {selection !== null && (
        <SelectionPanel
          selection={selection}
          cluster={cluster}
          variant={variant}
          healthCheckNodePort={report.healthCheckNodePort}
          onClose={close}
        />
      )}
    </Section>
  );
}

function hintOf(viewed: TrafficPolicy, configured: TrafficPolicy): string {
  return viewed === configured
    ? `New connections under ${viewed}, as configured.`
    : `What would happen under ${viewed}; computed, the cluster is not changed.`;
}
