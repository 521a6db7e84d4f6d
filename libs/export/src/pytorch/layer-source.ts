import { BATCH_NORMALISATION, type FeatureShape } from '@blockqnn/network';
import { samePadding } from '../same-padding.js';
import type { Python } from './python-layout.js';

/** What a node's window needs to be told. */
export interface Window {
  readonly kernel: number;
  readonly stride: number;
}

/** PyTorch's momentum is the share of the new batch. */
const MOMENTUM = Number((1 - BATCH_NORMALISATION.momentum).toFixed(9));

/** Arguments of every batch normalisation. */
export const BATCH_NORM_ARGUMENTS = `eps=${BATCH_NORMALISATION.epsilon}, momentum=${MOMENTUM}`;

/**
 * A pooling with "same" padding. Where the padding is longer at the end, `ceil_mode` lets windows reach beyond
 * the image as far; neither pooling counts what lies there.
 */
export function poolingModule(
  operation: Window & { readonly kind: 'maxPooling' | 'averagePooling' },
  read: Pick<FeatureShape, 'height' | 'width'>,
): Python {
  const { before, isEven } = windowPadding(operation, read);
  return {
    open: operation.kind === 'maxPooling' ? 'nn.MaxPool2d(' : 'nn.AvgPool2d(',
    items: [
      String(operation.kernel),
      `stride=${operation.stride}`,
      ...(before === '0' ? [] : [`padding=${before}`]),
      ...(isEven ? [] : ['ceil_mode=True']),
      ...(operation.kind === 'averagePooling' ? ['count_include_pad=False'] : []),
    ],
    close: ')',
  };
}

/** "Same" padding of a window over an image. */
export function windowPadding(window: Window, { height, width }: Pick<FeatureShape, 'height' | 'width'>) {
  const [top, bottom] = samePadding(height, window);
  const [left, right] = samePadding(width, window);
  return {
    /** As PyTorch's argument: rows and columns before the image. */
    before: top === left ? String(top) : `(${top}, ${left})`,
    /** Whether as many follow after it. */
    isEven: top === bottom && left === right,
    /** As the argument of `functional.pad`, which begins with the columns. */
    sides: `(${left}, ${right}, ${top}, ${bottom})`,
  };
}
