import {
  addOne,
  assign,
  choose,
  type Code,
  integer,
  load,
  loadInteger,
  loadOne,
  store,
  storeOne,
  vector,
} from './instructions.js';
import { advance, kernel } from './kernel.js';

/**
 * Gradient of max pooling along one axis of [`repeats`, size, channels] to [`repeats`, `positions`,
 * channels]: each output's gradient goes to the first input of its window that equals the output, bit for
 * bit. Added to `target`, which is like the inputs.
 *
 * `windows` holds for each position the bytes before the first input of its window, and how many inputs
 * it has; a pixel has `groups` vectors of channels and `rest` single ones.
 */
export const creditMaxima = kernel(
  [
    'inputs',
    'outputs',
    'gradients',
    'target',
    'windows',
    'repeats',
    'positions',
    'groups',
    'rest',
    'pixel',
    'repeat',
  ],
  (p, variables) => {
    const [window, taps, from, to, at, credited, isOpen, isEqual] = variables.addresses(8);
    const [bits, gradient, open, equal] = variables.vectors(4);
    const eachTap = (body: readonly Code[]): Code => [
      ...assign(at, from),
      ...assign(credited, to),
      ...variables.repeat(taps, [...body.flat(), ...advance(at, p.pixel), ...advance(credited, p.pixel)]),
    ];
    const next = (bytes: number): Code =>
      [from, to, p.outputs, p.gradients].flatMap((address) => advance(address, bytes));
    const oneGroup = [
      ...assign(bits, load(p.outputs)),
      ...assign(gradient, load(p.gradients)),
      ...assign(open, vector.allBits),
      ...eachTap([
        assign(equal, vector.and(open, vector.sameBits(load(at), bits))),
        store(credited, vector.add(load(credited), vector.and(gradient, equal))),
        assign(open, vector.without(open, equal)),
      ]),
      ...next(16),
    ];
    const oneChannel = [
      ...assign(isOpen, 1),
      ...eachTap([
        assign(isEqual, integer.and(isOpen, integer.equal(loadInteger(at), loadInteger(p.outputs)))),
        choose(isEqual, storeOne(credited, addOne(loadOne(credited), loadOne(p.gradients)))),
        assign(isOpen, integer.subtract(isOpen, isEqual)),
      ]),
      ...next(4),
    ];
    const onePosition = [
      ...assign(from, integer.add(p.inputs, loadInteger(window))),
      ...assign(to, integer.add(p.target, loadInteger(window))),
      ...assign(taps, loadInteger(window, 4)),
      ...variables.repeat(p.groups, oneGroup),
      ...variables.repeat(p.rest, oneChannel),
      ...advance(window, 8),
    ];
    return [
      variables.repeat(p.repeats, [
        ...assign(window, p.windows),
        ...variables.repeat(p.positions, onePosition),
        ...advance(p.inputs, p.repeat),
        ...advance(p.target, p.repeat),
      ]),
    ];
  },
);
