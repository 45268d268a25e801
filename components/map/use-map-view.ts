'use client';

import { type PointerEvent, type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import {
  bringIntoView,
  type MapView,
  type Point,
  panBy,
  type Size,
  viewAfterKey,
  wholeMap,
  zoomAt,
} from './map-view.ts';

/** What the buttons and keys of the view are called. */
export type ViewKey = '+' | '-' | '0';

const dragFrom = 4;
const wheelSpeed = 0.004;

export interface ViewControl {
  readonly view: MapView;
  /** True while the map is dragged; then a release selects nothing. */
  readonly wasDragged: () => boolean;
  readonly zoom: (key: ViewKey) => void;
  /** Whether the key was for the view. */
  readonly press: (key: string, shift: boolean) => boolean;
  readonly show: (box: Point & Size) => void;
  readonly grab: (event: PointerEvent) => void;
  readonly drag: (event: PointerEvent) => void;
  readonly drop: () => void;
}

/** Zoom by Ctrl and wheel (a pinch comes as that), by keys and buttons; pan by dragging. The wheel alone scrolls the page. */
export function useMapView(frame: RefObject<HTMLElement | null>, size: Size | null): ViewControl {
  const [view, setView] = useState(wholeMap);
  const grabbed = useRef<{ readonly at: Point; readonly view: MapView } | null>(null);
  const dragged = useRef(false);
  const onWheel = useEffectEvent((event: WheelEvent) => {
    if ((!event.ctrlKey && !event.metaKey) || size === null || frame.current === null) return;
    event.preventDefault();
    const { left, top } = frame.current.getBoundingClientRect();
    const at = { x: event.clientX - left, y: event.clientY - top };
    setView((before) => zoomAt(before, Math.exp(-event.deltaY * wheelSpeed), at, size));
  });

  // External system: the wheel; React listens passively and could not keep the page from zooming.
  useEffect(() => {
    const element = frame.current;
    const listen = (event: WheelEvent) => onWheel(event);
    element?.addEventListener('wheel', listen, { passive: false });
    return () => element?.removeEventListener('wheel', listen);
  }, [frame]);

  const press = (key: string, shift: boolean): boolean => {
    const after = size === null ? null : viewAfterKey(view, key, shift, size);
    if (after !== null) setView(after);
    return after !== null;
  };
  return {
    view,
    wasDragged: () => dragged.current,
    zoom: (key) => press(key, false),
    press,
    show: (box) => size !== null && setView((before) => bringIntoView(before, box, size)),
    grab: (event) => {
      dragged.current = false;
      grabbed.current = view.scale === 1 ? null : { at: { x: event.clientX, y: event.clientY }, view };
    },
    drag: (event) => {
      const from = grabbed.current;
      if (from === null || size === null) return;
      const by = { x: event.clientX - from.at.x, y: event.clientY - from.at.y };
      if (Math.hypot(by.x, by.y) >= dragFrom) dragged.current = true;
      if (dragged.current) setView(panBy(from.view, by, size));
    },
    drop: () => {
      grabbed.current = null;
    },
  };
}
