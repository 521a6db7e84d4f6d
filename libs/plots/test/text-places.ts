import { textWidth } from '../src/text-width.js';
import type { SvgElement } from './svg-reading.js';

/** SVG's matrix: x' = a·x + c·y + e, y' = b·x + d·y + f. */
type Matrix = readonly [number, number, number, number, number, number];

/** A written line, from its beginning to its end on the base line, in points from the figure's upper left corner. */
export interface TextPlace {
  readonly text: string;
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

/** Where all lines of a figure stand. */
export function textPlaces(root: SvgElement): readonly TextPlace[] {
  return placesIn(root, [1, 0, 0, 1, 0, 0]);
}

function placesIn(element: SvgElement, outer: Matrix): readonly TextPlace[] {
  const matrix = multiply(outer, matrixOf(element.attributes['transform'] ?? ''));
  const own = element.name === 'text' && element.text !== '' ? [placeOf(element, matrix)] : [];
  return [...own, ...element.children.flatMap((child) => placesIn(child, matrix))];
}

function placeOf({ attributes, text }: SvgElement, matrix: Matrix): TextPlace {
  const size = Number.parseFloat(attributes['font-size'] ?? '');
  const width = textWidth(text, size, attributes['font-weight'] === 'bold' ? 'bold' : 'normal');
  const share = { start: 0, middle: 0.5, end: 1 }[attributes['text-anchor'] ?? 'start'] ?? 0;
  const [x, y] = [Number(attributes['x'] ?? 0) - share * width, Number(attributes['y'] ?? 0)];
  return { text, from: apply(matrix, x, y), to: apply(matrix, x + width, y) };
}

function matrixOf(transform: string): Matrix {
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  for (const [, name, list = ''] of transform.matchAll(/(\w+)\(([^)]*)\)/g)) {
    const [first = 0, second] = list.trim().split(/[ ,]+/).map(Number);
    const angle = (first * Math.PI) / 180;
    if (name === 'translate') matrix = multiply(matrix, [1, 0, 0, 1, first, second ?? 0]);
    if (name === 'scale') matrix = multiply(matrix, [first, 0, 0, second ?? first, 0, 0]);
    if (name === 'rotate')
      matrix = multiply(matrix, [Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), 0, 0]);
  }
  return matrix;
}

function multiply([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

function apply([a, b, c, d, e, f]: Matrix, x: number, y: number): readonly [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}
