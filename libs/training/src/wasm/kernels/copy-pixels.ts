import { assign, choose, largerOne, load, loadOne, single, store, storeOne, vector } from './instructions.js';
import { advance, kernel } from './kernel.js';

/**
 * Copies `planes` × `rows` × `columns` pixels, whose distances in source and target are given in bytes;
 * of each `groups` vectors of channels and `rest` single channels. What is negative becomes 0 where
 * `rectify` is not 0; what is no number stays so.
 */
export const copyPixels = kernel(
  [
    'source',
    'target',
    'planes',
    'rows',
    'columns',
    'groups',
    'rest',
    'sourcePlane',
    'sourceRow',
    'sourceColumn',
    'targetPlane',
    'targetRow',
    'targetColumn',
    'rectify',
  ],
  (p, variables) => {
    const [fromRow, toRow, fromColumn, toColumn, from, to] = variables.addresses(6);
    const [least] = variables.vectors(1);
    const oneGroup = [
      ...store(to, vector.largest(load(from), least)),
      ...advance(from, 16),
      ...advance(to, 16),
    ];
    const oneChannel = [
      ...storeOne(to, largerOne(loadOne(from), single(least))),
      ...advance(from, 4),
      ...advance(to, 4),
    ];
    const onePixel = [
      ...assign(from, fromColumn),
      ...assign(to, toColumn),
      ...variables.repeat(p.groups, oneGroup),
      ...variables.repeat(p.rest, oneChannel),
      ...advance(fromColumn, p.sourceColumn),
      ...advance(toColumn, p.targetColumn),
    ];
    const oneRow = [
      ...assign(fromColumn, fromRow),
      ...assign(toColumn, toRow),
      ...variables.repeat(p.columns, onePixel),
      ...advance(fromRow, p.sourceRow),
      ...advance(toRow, p.targetRow),
    ];
    const onePlane = [
      ...assign(fromRow, p.source),
      ...assign(toRow, p.target),
      ...variables.repeat(p.rows, oneRow),
      ...advance(p.source, p.sourcePlane),
      ...advance(p.target, p.targetPlane),
    ];
    return [
      choose(p.rectify, assign(least, vector.constant(0)), assign(least, vector.constant(-Infinity))),
      variables.repeat(p.planes, onePlane),
    ];
  },
);
