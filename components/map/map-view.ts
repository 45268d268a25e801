/** Which part of the map is looked at: map points times `scale`, moved by x and y, are points on the screen. */
export interface MapView {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const wholeMap: MapView = { scale: 1, x: 0, y: 0 };
export const scaleMax = 8;
const step = 1.4;
const panStep = 80;

/** Enlarged or reduced with the point under `at` staying where it is, never below the whole map. */
export function zoomAt(view: MapView, factor: number, at: Point, size: Size): MapView {
  const scale = Math.min(scaleMax, Math.max(1, view.scale * factor));
  const grown = scale / view.scale;
  return keepInside({ scale, x: at.x - (at.x - view.x) * grown, y: at.y - (at.y - view.y) * grown }, size);
}

export function panBy(view: MapView, by: Point, size: Size): MapView {
  return keepInside({ ...view, x: view.x + by.x, y: view.y + by.y }, size);
}

/** Screen → map. */
export function toMap(view: MapView, { x, y }: Point): Point {
  return { x: (x - view.x) / view.scale, y: (y - view.y) / view.scale };
}

/** A box of the map on the screen. */
export function toScreen(view: MapView, box: Point & Size): Point & Size {
  const { scale } = view;
  return {
    x: box.x * scale + view.x,
    y: box.y * scale + view.y,
    width: box.width * scale,
    height: box.height * scale,
  };
}

/** The view moved as little as possible so that the whole box is seen: walking by keys never leaves the screen. */
export function bringIntoView(view: MapView, box: Point & Size, size: Size): MapView {
  const shown = toScreen(view, box);
  const x = missing(shown.x, shown.width, size.width);
  const y = missing(shown.y, shown.height, size.height);
  return x === 0 && y === 0 ? view : panBy(view, { x, y }, size);
}

/** `+` `-` `0` and Shift with an arrow. Null: the key is not for the view. */
export function viewAfterKey(view: MapView, key: string, shift: boolean, size: Size): MapView | null {
  const middle = { x: size.width / 2, y: size.height / 2 };
  if (key === '+' || key === '=') return zoomAt(view, step, middle, size);
  if (key === '-') return zoomAt(view, 1 / step, middle, size);
  if (key === '0') return wholeMap;
  if (!shift) return null;
  switch (key) {
    case 'ArrowLeft':
      return panBy(view, { x: panStep, y: 0 }, size);
    case 'ArrowRight':
      return panBy(view, { x: -panStep, y: 0 }, size);
    case 'ArrowUp':
      return panBy(view, { x: 0, y: panStep }, size);
    case 'ArrowDown':
      return panBy(view, { x: 0, y: -panStep }, size);
    default:
      return null;
  }
}

/** How far a stretch must move to be seen; one longer than the screen shows its start. */
function missing(start: number, length: number, room: number): number {
  if (start < 0 || length > room) return -start;
  return Math.min(0, room - (start + length));
}

function keepInside({ scale, x, y }: MapView, { width, height }: Size): MapView {
  const inside = (value: number, length: number) => Math.min(0, Math.max(length * (1 - scale), value));
  return { scale, x: inside(x, width), y: inside(y, height) };
}
