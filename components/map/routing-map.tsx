'use client';

import { useId, useMemo, useRef } from 'react';
import { type MapHit, memberBox } from './hit-test.ts';
import { layoutRoutingMap, routingMapHeight } from './layout-routing-map.ts';
import { describeHit } from './lit-path.ts';
import type { MapLayout } from './map-layout.ts';
import { type MapView, toScreen } from './map-view.ts';
import type { RoutingModel } from './routing-model.ts';
import { useElementWidth } from './use-element-width.ts';
import { useMapLooking } from './use-map-looking.ts';
import { useMapPainting } from './use-map-painting.ts';
import { useMapView } from './use-map-view.ts';
import { ViewButtons } from './view-buttons.tsx';

interface RoutingMapProps {
  readonly model: RoutingModel;
  /** `node:<name>` or `pod:<namespace>/<name>`; null: nothing is selected. */
  readonly selection: string | null;
  readonly onSelect: (selection: string | null) => void;
}

/**
 * Frontends, nodes and pods with the connections between them. Pointing or walking with the arrow keys lights a whole
 * path and says its share; a click or Enter selects. The same facts stand in the table beside it.
 */
export function RoutingMap({ model, selection, onSelect }: RoutingMapProps) {
  const container = useRef<HTMLDivElement>(null);
  const base = useRef<HTMLCanvasElement>(null);
  const overlay = useRef<HTMLCanvasElement>(null);
  const hintId = useId();
  const width = useElementWidth(container);
  const layout = useMemo(() => (width === null ? null : layoutRoutingMap(model, width)), [model, width]);
  const height = useMemo(() => routingMapHeight(model), [model]);
  const selected = useMemo(() => findSelection(model, layout, selection), [model, layout, selection]);
  const control = useMapView(container, layout);
  const { view } = control;
  const { looked, point, press, select, leave } = useMapLooking({ model, layout, selected, control, onSelect });
  useMapPainting({ base, overlay, model, layout, view, looked, selected });
  return (
    <div ref={container} className="relative" style={{ height }}>
      <canvas ref={base} className="absolute inset-0 size-full" />
      <div
        role="application"
        aria-label={`Routing map under ${model.policy}`}
        aria-describedby={hintId}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: role application is a widget, its arrow keys need the focus
        tabIndex={0}
        onPointerMove={(event) => {
          control.drag(event);
          point(event);
        }}
        onPointerDown={(event) => {
          control.grab(event);
          point(event);
        }}
        onPointerUp={control.drop}
        onPointerLeave={() => {
          control.drop();
          leave();
        }}
        onClick={select}
        onKeyDown={press}
        onBlur={leave}
        className={`absolute inset-0 ${looked === null ? '' : 'cursor-pointer'}`}
      >
        <canvas ref={overlay} className="absolute inset-0 size-full" />
      </div>
      <KeysHint id={hintId} />
      <ViewButtons view={view} size={layout} onZoom={control.zoom} />
      <MapNote model={model} layout={layout} view={view} hit={looked} />
    </div>
  );
}

function KeysHint({ id }: { readonly id: string }) {
  return (
    <p id={id} className="sr-only">
      Arrow keys walk, Enter selects, plus and minus zoom, Shift with arrow keys moves, 0 shows the whole map. The table
      view has the same facts.
    </p>
  );
}

interface MapNoteProps {
  readonly model: RoutingModel;
  readonly layout: MapLayout | null;
  readonly view: MapView;
  readonly hit: MapHit | null;
}

/** What is said about the thing looked at, beside it and to screen readers. */
function MapNote({ model, layout, view, hit }: MapNoteProps) {
  const said = hit === null ? null : describeHit(model, hit);
  const mapBox = hit === null ? null : hit.member === null ? hit.block : memberBox(hit.block, hit.member);
  const box = mapBox === null ? null : toScreen(view, mapBox);
  const isRight = box !== null && layout !== null && box.x + box.width / 2 > layout.width / 2;
  return (
    <>
      <p role="status" className="sr-only">
        {said === null ? '' : `${said.title}: ${said.text}`}
      </p>
      {said !== null && box !== null && layout !== null && (
        <div
          aria-hidden="true"
          className="pointer-events-none absolute z-10 max-w-72 rounded-md border border-line bg-raised px-2 py-1 shadow-raised"
          style={{
            top: box.y + box.height + 6,
            ...(isRight ? { right: layout.width - box.x - box.width } : { left: box.x }),
          }}
        >
          <div className="font-mono text-xs font-semibold break-all">{said.title}</div>
          <div className="text-xs">{said.text}</div>
        </div>
      )}
    </>
  );
}

function findSelection(model: RoutingModel, layout: MapLayout | null, selection: string | null): MapHit | null {
  if (selection === null || layout === null) return null;
  const column = selection.startsWith('node:') ? 'node' : 'pod';
  const items = column === 'node' ? model.nodes : model.pods;
  const member = items.findIndex((item) => item.id === selection);
  const block = layout.blocks.find((candidate) => candidate.column === column && candidate.members.includes(member));
  return block === undefined ? null : { block, member };
}
