import type { Stroke } from './canvas.js';

/** A figure made of strokes, within a square that reaches from −1 to 1 both ways, y downwards. */
export interface Glyph {
  readonly name: string;
  readonly strokes: readonly Stroke[];
}

/**
 * The classes of the procedural images. Each is its own mirror image, so that flipping an image keeps
 * its label, and shares its stroke directions with other classes, so that counting edges is not enough:
 * what tells them apart is where strokes meet.
 */
export const GLYPHS: readonly Glyph[] = [
  { name: 'plus', strokes: [line(-1, 0, 1, 0), line(0, -1, 0, 1)] },
  { name: 'tee', strokes: [line(-1, -1, 1, -1), line(0, -1, 0, 1)] },
  { name: 'upturned-tee', strokes: [line(-1, 1, 1, 1), line(0, -1, 0, 1)] },
  { name: 'cup', strokes: [line(-1, -1, -1, 1), line(-1, 1, 1, 1), line(1, 1, 1, -1)] },
  { name: 'gate', strokes: [line(-1, 1, -1, -1), line(-1, -1, 1, -1), line(1, -1, 1, 1)] },
  { name: 'ladder', strokes: [line(-1, -1, -1, 1), line(1, -1, 1, 1), line(-1, 0, 1, 0)] },
  { name: 'cross', strokes: [line(-1, -1, 1, 1), line(-1, 1, 1, -1)] },
  { name: 'valley', strokes: [line(-1, -1, 0, 1), line(0, 1, 1, -1)] },
  { name: 'peak', strokes: [line(-1, 1, 0, -1), line(0, -1, 1, 1)] },
  { name: 'diamond', strokes: [line(0, -1, 1, 0), line(1, 0, 0, 1), line(0, 1, -1, 0), line(-1, 0, 0, -1)] },
];

function line(fromX: number, fromY: number, toX: number, toY: number): Stroke {
  return { fromX, fromY, toX, toY };
}
