import { Button } from '../ui/button.tsx';
import type { MapView, Size } from './map-view.ts';
import { scaleMax } from './map-view.ts';
import type { ViewKey } from './use-map-view.ts';

interface ViewButtonsProps {
  readonly view: MapView;
  readonly size: Size | null;
  readonly onZoom: (key: ViewKey) => void;
}

const minimapWidth = 96;

/** Zoom and fit, and while the map is enlarged where in it one is. */
export function ViewButtons({ view, size, onZoom }: ViewButtonsProps) {
  return (
    <div className="absolute right-2 bottom-2 z-10 grid justify-items-end gap-1" data-print="hide">
      {view.scale > 1 && size !== null && <Minimap view={view} size={size} />}
      <div className="flex gap-1 opacity-80 focus-within:opacity-100 hover:opacity-100">
        <Button onClick={() => onZoom('-')} disabled={view.scale <= 1} aria-label="Zoom out" title="Zoom out (-)">
          −
        </Button>
        <Button onClick={() => onZoom('0')} disabled={view.scale <= 1} title="The whole map (0)">
          Fit
        </Button>
        <Button onClick={() => onZoom('+')} disabled={view.scale >= scaleMax} aria-label="Zoom in" title="Zoom in (+)">
          +
        </Button>
      </div>
    </div>
  );
}

function Minimap({ view, size }: { readonly view: MapView; readonly size: Size }) {
  const ratio = minimapWidth / size.width;
  const seen = ratio / view.scale;
  return (
    <div
      aria-hidden="true"
      className="relative overflow-hidden border border-line-strong bg-raised"
      style={{ width: minimapWidth, height: size.height * ratio }}
    >
      <div
        className="absolute border-2 border-line-strong bg-selected"
        style={{
          left: -view.x * seen,
          top: -view.y * seen,
          width: size.width * seen,
          height: size.height * seen,
        }}
      />
    </div>
  );
}
