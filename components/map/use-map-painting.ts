'use client';

import { type RefObject, useEffect, useRef } from 'react';
import type { MapHit } from './hit-test.ts';
import { interpolateLayout } from './interpolate-layout.ts';
import { litPath } from './lit-path.ts';
import { type MapColours, readMapColours } from './map-colours.ts';
import type { MapLayout } from './map-layout.ts';
import type { MapView } from './map-view.ts';
import { paintFrame, paintLitPath, paintMap, startPainting } from './paint-map.ts';
import type { RoutingModel } from './routing-model.ts';
import { useThemeName } from './use-theme-name.ts';

interface MapPainting {
  readonly base: RefObject<HTMLCanvasElement | null>;
  readonly overlay: RefObject<HTMLCanvasElement | null>;
  readonly model: RoutingModel;
  /** Null until the width is known. */
  readonly layout: MapLayout | null;
  readonly view: MapView;
  /** What is looked at; it and its whole path are lit. */
  readonly looked: MapHit | null;
  readonly selected: MapHit | null;
}

const moveMs = 380;
const longestStepMs = 34;
/** What is only selected stays that way for long, so the rest must stay readable. */
const selectedVeil = 0.4;
const lookedVeil = 0.72;

/** Keeps two canvases painted: the map below, what is looked at above. A change of policy moves, unless motion is unwanted. */
export function useMapPainting({ base, overlay, model, layout, view, looked, selected }: MapPainting): void {
  const theme = useThemeName();
  const painted = useRef<{ readonly layout: MapLayout; readonly policy: string } | null>(null);

  // External system: the lower canvas.
  useEffect(() => {
    const canvas = base.current;
    if (canvas === null || layout === null) return;
    const colours = coloursOf(canvas, theme);
    const before = painted.current;
    painted.current = { layout, policy: model.policy };
    const moves = before !== null && before.policy !== model.policy && before.layout.width === layout.width;
    if (!moves || window.matchMedia('(prefers-reduced-motion: reduce)').matches) {
      paint(canvas, layout, view, model, colours);
      return;
    }
    let moved = 0;
    let last = performance.now();
    let frame = requestAnimationFrame(function step(now) {
      // While the rest of the page catches up with the new policy, the map waits instead of leaping.
      moved += Math.min(longestStepMs, now - last);
      last = now;
      const progress = Math.min(1, moved / moveMs);
      paint(canvas, interpolateLayout(before.layout, layout, progress), view, model, colours);
      if (progress < 1) frame = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(frame);
  }, [base, layout, view, model, theme]);

  // External system: the upper canvas.
  useEffect(() => {
    const canvas = overlay.current;
    if (canvas === null || layout === null) return;
    const context = startPainting(canvas, layout, view);
    if (context === null) return;
    const colours = coloursOf(canvas, theme);
    const lit = looked ?? selected;
    if (lit !== null)
      paintLitPath(
        context,
        layout,
        model,
        colours,
        litPath(model, layout, lit),
        looked === null ? selectedVeil : lookedVeil,
      );
    if (selected !== null) paintFrame(context, colours, selected);
    if (looked !== null) paintFrame(context, colours, looked);
  }, [overlay, layout, view, model, looked, selected, theme]);
}

function paint(
  canvas: HTMLCanvasElement,
  layout: MapLayout,
  view: MapView,
  model: RoutingModel,
  colours: MapColours,
): void {
  const context = startPainting(canvas, layout, view);
  if (context !== null) paintMap(context, layout, model, colours);
}

const remembered = { theme: '', colours: null as MapColours | null };

/** Resolving tokens forces the browser to compute styles, so it is done once for each theme. */
function coloursOf(canvas: HTMLCanvasElement, theme: string): MapColours {
  if (remembered.colours === null || remembered.theme !== theme) {
    remembered.colours = readMapColours(canvas.parentElement ?? document.body);
    remembered.theme = theme;
  }
  return remembered.colours;
}
