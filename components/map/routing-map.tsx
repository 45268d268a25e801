'use client';

import { type KeyboardEvent, type PointerEvent, useId, useMemo, useRef, useState } from 'react';
import { HitIndex, type MapHit, memberBox } from './hit-test.ts';
import { layoutRoutingMap, routingMapHeight } from './layout-routing-map.ts';
import { describeHit } from './lit-path.ts';
import type { MapLayout } from './map-layout.ts';
import type { RoutingModel } from './routing-model.ts';
import { useElementWidth } from './use-element-width.ts';
import { useMapPainting } from './use-map-painting.ts';
import { isWalkKey, walkMap } from './walk-map.ts';

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
  const [lookedAt, setLookedAt] = useState<{ readonly blockId: string; readonly member: number | null } | null>(null);
  const layout = useMemo(() => (width === null ? null : layoutRoutingMap(model, width)), [model, width]);
  const height = useMemo(() => routingMapHeight(model), [model]);
  const index = useMemo(() => (layout === null ? null : new HitIndex(layout)), [layout]);
  const looked = useMemo(() => refind(layout, lookedAt), [layout, lookedAt]);
  const selected = useMemo(() => findSelection(model, layout, selection), [model, layout, selection]);
  useMapPainting({ base, overlay, model, layout, looked, selected });

  const look = (hit: MapHit | null) => setLookedAt(hit === null ? null : { blockId: hit.block.id, member: hit.member });
  const point = (event: PointerEvent) => {
    const frame = event.currentTarget.getBoundingClientRect();
    look(index?.at(event.clientX - frame.left, event.clientY - frame.top) ?? null);
  };
  const select = () => onSelect(looked === null ? null : idOf(model, looked));
  const press = (event: KeyboardEvent) => {
    if (layout === null) return;
    if (isWalkKey(event.key)) look(walkMap(layout, looked ?? selected, event.key));
    else if (event.key === 'Enter' || event.key === ' ') select();
    else return;
    event.preventDefault();
  };
  return (
    <div ref={container} className="relative" style={{ height }}>
      <canvas ref={base} className="absolute inset-0 size-full" />
      <div
        role="application"
        aria-label={`Routing map under ${model.policy}`}
        aria-describedby={hintId}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: role application is a widget, its arrow keys need the focus
        tabIndex={0}
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={() => look(null)}
        onClick={select}
        onKeyDown={press}
        onBlur={() => look(null)}
        className={`absolute inset-0 ${looked === null ? '' : 'cursor-pointer'}`}
      >
        <canvas ref={overlay} className="absolute inset-0 size-full" />
      </div>
      <p id={hintId} className="sr-only">
        Arrow keys walk, Enter selects. The table view has the same facts.
      </p>
      <MapNote model={model} layout={layout} hit={looked} />
    </div>
  );
}

/** What is said about the thing looked at, beside it and to screen readers. */
function MapNote({ model, layout, hit }: { model: RoutingModel; layout: MapLayout | null; hit: MapHit | null }) {
  const said = hit === null ? null : describeHit(model, hit);
  const box = hit === null ? null : hit.member === null ? hit.block : memberBox(hit.block, hit.member);
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

function refind(layout: MapLayout | null, looked: { blockId: string; member: number | null } | null): MapHit | null {
  const block = looked === null ? undefined : layout?.blocks.find((candidate) => candidate.id === looked.blockId);
  return looked === null || block === undefined ? null : { block, member: looked.member };
}

function findSelection(model: RoutingModel, layout: MapLayout | null, selection: string | null): MapHit | null {
  if (selection === null || layout === null) return null;
  const column = selection.startsWith('node:') ? 'node' : 'pod';
  const items = column === 'node' ? model.nodes : model.pods;
  const member = items.findIndex((item) => item.id === selection);
  const block = layout.blocks.find((candidate) => candidate.column === column && candidate.members.includes(member));
  return block === undefined ? null : { block, member };
}

/** Null: the thing stands for none or for many and cannot be selected. */
function idOf(model: RoutingModel, hit: MapHit): string | null {
  if (hit.member === null) return null;
  const item = hit.block.column === 'node' ? model.nodes[hit.member] : model.pods[hit.member];
  return item?.id ?? null;
}
