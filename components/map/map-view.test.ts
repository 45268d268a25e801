import { describe, expect, it } from 'vitest';
import { bringIntoView, panBy, scaleMax, toMap, toScreen, viewAfterKey, wholeMap, zoomAt } from './map-view.ts';

const size = { width: 1000, height: 400 };

describe('view of the map', () => {
  it('keeps the point under the pointer where it is', () => {
    const at = { x: 700, y: 100 };
    const before = toMap(wholeMap, at);
    const view = zoomAt(wholeMap, 2, at, size);
    expect(view.scale).toBe(2);
    expect(toMap(view, at)).toEqual(before);
  });

  it('never shows what is beside the map, and is bounded both ways', () => {
    const view = panBy(zoomAt(wholeMap, 3, { x: 0, y: 0 }, size), { x: 5000, y: -5000 }, size);
    expect(view).toEqual({ scale: 3, x: 0, y: -800 });
    expect(zoomAt(view, 1000, { x: 1, y: 1 }, size).scale).toBe(scaleMax);
    expect(zoomAt(view, 0.001, { x: 1, y: 1 }, size)).toEqual(wholeMap);
  });

  it('brings what the keys walk to into view, and does not move otherwise', () => {
    const view = zoomAt(wholeMap, 4, { x: 0, y: 0 }, size);
    const box = { x: 900, y: 350, width: 50, height: 20 };
    const shown = toScreen(bringIntoView(view, box, size), box);
    expect(shown.x + shown.width).toBeLessThanOrEqual(size.width);
    expect(shown.y + shown.height).toBeLessThanOrEqual(size.height);
    expect(bringIntoView(view, { x: 10, y: 10, width: 5, height: 5 }, size)).toBe(view);
  });

  it('goes back to the whole map by key and leaves the plain arrows to walking', () => {
    const view = viewAfterKey(wholeMap, '+', false, size);
    expect(view?.scale).toBeGreaterThan(1);
    expect(viewAfterKey(view ?? wholeMap, '0', false, size)).toEqual(wholeMap);
    expect(viewAfterKey(wholeMap, 'ArrowLeft', false, size)).toBeNull();
    expect(viewAfterKey(view ?? wholeMap, 'ArrowRight', true, size)?.x).toBeLessThan(view?.x ?? 0);
  });
});
