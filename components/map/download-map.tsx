'use client';

import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { layoutRoutingMap } from './layout-routing-map.ts';
import { readMapColours } from './map-colours.ts';
import { mapSvg } from './map-svg.ts';
import type { RoutingModel } from './routing-model.ts';

interface DownloadMapProps {
  readonly model: RoutingModel;
  readonly title: string;
  readonly takenAt: string;
}

/** Wide enough for whole names, whatever the screen is. */
const pictureWidth = 1280;

type Format = 'SVG' | 'PNG';

/** Saves the map as it is now, with title, time and legend. */
export function DownloadMap({ model, title, takenAt }: DownloadMapProps) {
  const [failed, setFailed] = useState(false);
  const save = async (format: Format): Promise<void> => {
    const layout = layoutRoutingMap(model, pictureWidth);
    const svg = mapSvg({ model, layout, colours: readMapColours(document.body), title, takenAt });
    const file = format === 'SVG' ? new Blob([svg], { type: 'image/svg+xml' }) : await rasterize(svg);
    setFailed(file === null);
    if (file !== null) saveAs(file, fileName(title, model.policy, takenAt, format));
  };
  return (
    <div className="flex items-center gap-1" data-print="hide">
      {(['PNG', 'SVG'] as const).map((format) => (
        <Button key={format} look="quiet" onClick={() => void save(format)} title={`Save the map as ${format}`}>
          {format}
        </Button>
      ))}
      <span role="status" className="text-xs text-soft">
        {failed && 'This browser cannot draw the picture; SVG works.'}
      </span>
    </div>
  );
}

/** `prod-web-Local-2026-11-06T031207Z.svg` */
function fileName(title: string, policy: string, takenAt: string, format: Format): string {
  const parts = [title, policy, takenAt.slice(0, 19).replaceAll(':', '')];
  return `${parts.join('-').replace(/[^A-Za-z0-9.-]+/g, '-')}Z.${format.toLowerCase()}`;
}

function saveAs(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Twice as fine as the screen. Null: the browser could not. The pages' security policy lets images come as data only. */
async function rasterize(svg: string): Promise<Blob | null> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  try {
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width * 2;
    canvas.height = image.height * 2;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
  } catch {
    return null;
  }
}
