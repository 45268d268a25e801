import type { Shape } from '../status-vocabulary.ts';

/** The outline of a state around a middle, the same shapes as the icons beside the words. */
export function paintShape(
  context: CanvasRenderingContext2D,
  shape: Shape,
  x: number,
  y: number,
  colour: string,
): void {
  context.save();
  context.translate(x, y);
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.beginPath();
  outlines[shape](context);
  context.stroke();
  context.restore();
}

type Outline = (context: CanvasRenderingContext2D) => void;

const radius = 5;

const circle: Outline = (context) => {
  context.moveTo(radius, 0);
  context.arc(0, 0, radius, 0, 2 * Math.PI);
};

const cross: Outline = (context) => lines(context, [-2, -2, 2, 2], [-2, 2, 2, -2]);

const polygon = (corners: number, turn: number): Outline => {
  return (context) => {
    for (let corner = 0; corner <= corners; corner++) {
      const angle = turn + (corner * 2 * Math.PI) / corners;
      context.lineTo(Math.cos(angle) * (radius + 0.5), Math.sin(angle) * (radius + 0.5));
    }
  };
};

const both =
  (...parts: readonly Outline[]): Outline =>
  (context) => {
    for (const part of parts) part(context);
  };

const outlines: Readonly<Record<Shape, Outline>> = {
  'circle-check': both(circle, (context) => lines(context, [-2.5, 0, -0.5, 2], [-0.5, 2, 2.5, -2])),
  'circle-minus': both(circle, (context) => lines(context, [-2.5, 0, 2.5, 0])),
  'circle-dashed': circle,
  'circle-dot': both(circle, (context) => lines(context, [-0.5, 0, 0.5, 0])),
  'arrow-out': (context) => lines(context, [-4, 4, 4, -4], [-1, -4, 4, -4], [4, -4, 4, 1]),
  'circle-cross': both(circle, cross),
  'octagon-cross': both(polygon(8, Math.PI / 8), cross),
  triangle: both(polygon(3, -Math.PI / 2), (context) => lines(context, [0, -1.5, 0, 1])),
  question: both(circle, (context) =>
    lines(context, [-1.5, -1.5, 0, -3], [0, -3, 1.5, -1.5], [1.5, -1.5, 0, 0.5], [0, 2.5, 0, 2.6]),
  ),
  clock: both(circle, (context) => lines(context, [0, -3, 0, 0], [0, 0, 2, 1])),
  lock: circle,
};

function lines(
  context: CanvasRenderingContext2D,
  ...segments: readonly (readonly [number, number, number, number])[]
): void {
  for (const [x0, y0, x1, y1] of segments) {
    context.moveTo(x0, y0);
    context.lineTo(x1, y1);
  }
}
