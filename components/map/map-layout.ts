import type { Tone } from '../status-vocabulary.ts';

export type MapColumn = 'frontend' | 'node' | 'hub' | 'pod';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A drawn thing: a frontend, one node or pod, a crowd of them as a mosaic, the second hop, or where lost ones end. */
export interface MapBlock extends Box {
  readonly id: string;
  readonly column: MapColumn;
  readonly kind: 'frontend' | 'item' | 'mosaic' | 'hub' | 'lost';
  readonly label: string;
  readonly tone: Tone;
  readonly spot: boolean;
  readonly share: number;
  /** Positions in the nodes or pods of the model. */
  readonly members: readonly number[];
  /** Cells in a row of a mosaic, and their height; null for anything else. */
  readonly cells: { readonly columns: number; readonly size: number } | null;
}

/** Connections on their way: as thick as their share. */
export interface MapRibbon {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly share: number;
  readonly tone: Tone;
  readonly spot: boolean;
  readonly x0: number;
  readonly x1: number;
  /** Upper edge at both ends. */
  readonly y0: number;
  readonly y1: number;
  readonly thickness: number;
}

export interface MapHeading {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface MapLayout {
  readonly width: number;
  readonly height: number;
  /** In drawing order: what is wrong comes last. */
  readonly blocks: readonly MapBlock[];
  readonly ribbons: readonly MapRibbon[];
  readonly headings: readonly MapHeading[];
}

/** What is drawn later covers what is drawn before: nothing may cover what is wrong. */
export const drawingOrder: readonly Tone[] = ['idle', 'healthy', 'draining', 'unknown', 'degraded', 'failing'];
