import { assign, clear, load, store, vector } from './instructions.js';
import { advance, kernel } from './kernel.js';

/** Sets memory to 0. */
export const fillZero = kernel(['target', 'bytes'], (p) => [clear(p.target, p.bytes)]);

/** target = left + right; `groups` counts vectors. */
export const sum = kernel(['left', 'right', 'target', 'groups'], (p, variables) => [
  variables.repeat(p.groups, [
    ...store(p.target, vector.add(load(p.left), load(p.right))),
    ...[p.left, p.right, p.target].flatMap((address) => advance(address, 16)),
  ]),
]);

/** target = gradient where the input is greater than 0, else 0; `groups` counts vectors. */
export const rectifierGradient = kernel(['gradient', 'input', 'target', 'groups'], (p, variables) => [
  variables.repeat(p.groups, [
    ...store(p.target, vector.and(load(p.gradient), vector.greater(load(p.input), variables.constant(0)))),
    ...[p.gradient, p.input, p.target].flatMap((address) => advance(address, 16)),
  ]),
]);

/** target = source · scale + offset, whose `width` vectors repeat `times`. */
export const affine = kernel(['source', 'target', 'scale', 'offset', 'width', 'times'], (p, variables) => {
  const [scale, offset] = variables.addresses(2);
  return [
    variables.repeat(p.times, [
      ...assign(scale, p.scale),
      ...assign(offset, p.offset),
      ...variables.repeat(p.width, [
        ...store(p.target, vector.add(vector.multiply(load(p.source), load(scale)), load(offset))),
        ...[p.source, p.target, scale, offset].flatMap((address) => advance(address, 16)),
      ]),
    ]),
  ];
});

/** target = left · leftScale + right · rightScale + offset, whose `width` vectors repeat `times`. */
export const combination = kernel(
  ['left', 'right', 'target', 'leftScale', 'rightScale', 'offset', 'width', 'times'],
  (p, variables) => {
    const [leftScale, rightScale, offset] = variables.addresses(3);
    const total = vector.add(
      vector.add(
        vector.multiply(load(p.left), load(leftScale)),
        vector.multiply(load(p.right), load(rightScale)),
      ),
      load(offset),
    );
    return [
      variables.repeat(p.times, [
        ...assign(leftScale, p.leftScale),
        ...assign(rightScale, p.rightScale),
        ...assign(offset, p.offset),
        ...variables.repeat(p.width, [
          ...store(p.target, total),
          ...[p.left, p.right, p.target, leftScale, rightScale, offset].flatMap((address) =>
            advance(address, 16),
          ),
        ]),
      ]),
    ];
  },
);
