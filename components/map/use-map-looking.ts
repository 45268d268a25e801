'use client';

import { type KeyboardEvent, type PointerEvent, useMemo, useState } from 'react';
import { HitIndex, type MapHit, memberBox } from './hit-test.ts';
import type { MapLayout } from './map-layout.ts';
import { toMap } from './map-view.ts';
import type { RoutingModel } from './routing-model.ts';
import type { ViewControl } from './use-map-view.ts';
import { isWalkKey, walkMap } from './walk-map.ts';

interface MapLookingOptions {
  readonly model: RoutingModel;
  readonly layout: MapLayout | null;
  /** Where walking starts when nothing is looked at. */
  readonly selected: MapHit | null;
  readonly control: ViewControl;
  readonly onSelect: (selection: string | null) => void;
}

export interface MapLooking {
  /** What the pointer or the arrow keys are on. */
  readonly looked: MapHit | null;
  readonly point: (event: PointerEvent) => void;
  readonly press: (event: KeyboardEvent) => void;
  readonly select: () => void;
  readonly leave: () => void;
}

/** What is looked at, kept by name, so that it stays when the layout changes. */
interface LookedAt {
  readonly blockId: string;
  readonly member: number | null;
}

export function useMapLooking({ model, layout, selected, control, onSelect }: MapLookingOptions): MapLooking {
  const [lookedAt, setLookedAt] = useState<LookedAt | null>(null);
  const index = useMemo(() => (layout === null ? null : new HitIndex(layout)), [layout]);
  const looked = useMemo(() => findLookedAt(layout, lookedAt), [layout, lookedAt]);
  const look = (hit: MapHit | null) => setLookedAt(hit === null ? null : { blockId: hit.block.id, member: hit.member });
  const walk = (hit: MapHit | null) => {
    look(hit);
    if (hit !== null) control.show(hit.member === null ? hit.block : memberBox(hit.block, hit.member));
  };
  const select = () => onSelect(looked === null ? null : selectionOf(model, looked));
  return {
    looked,
    select: () => {
      if (!control.wasDragged()) select();
    },
    leave: () => look(null),
    point: (event) => {
      const frame = event.currentTarget.getBoundingClientRect();
      const { x, y } = toMap(control.view, { x: event.clientX - frame.left, y: event.clientY - frame.top });
      look(index?.at(x, y) ?? null);
    },
    press: (event) => {
      if (layout === null) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (control.press(event.key, event.shiftKey)) event.preventDefault();
      else if (isWalkKey(event.key)) walk(walkMap(layout, looked ?? selected, event.key));
      else if (event.key === 'Enter' || event.key === ' ') select();
      else return;
      event.preventDefault();
    },
  };
}

function findLookedAt(layout: MapLayout | null, looked: LookedAt | null): MapHit | null {
  const block = looked === null ? undefined : layout?.blocks.find((candidate) => candidate.id === looked.blockId);
  return looked === null || block === undefined ? null : { block, member: looked.member };
}

/** Null: the thing stands for none or for many and cannot be selected. */
function selectionOf(model: RoutingModel, hit: MapHit): string | null {
  if (hit.member === null) return null;
  const item = hit.block.column === 'node' ? model.nodes[hit.member] : model.pods[hit.member];
  return item?.id ?? null;
}
