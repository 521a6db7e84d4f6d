/**
 * What is wrong: one of the five fields of a layer, a `layer` as a whole (it cannot be taken apart), or
 * the `code` as a whole.
 */
export type NscField = 'code' | 'layer' | 'index' | 'type' | 'kernel' | 'pred1' | 'pred2';

/** An illegal code. The message names the layer, the field and what is allowed. */
export class NscError extends Error {
  override readonly name = 'NscError';
  readonly field: NscField;
  /** Index of the layer, counted from 1; undefined where no single layer is at fault. */
  readonly layer: number | undefined;

  constructor(field: NscField, problem: string, layer?: number) {
    super(layer === undefined ? problem : `layer ${String(layer)}: ${problem}`);
    this.field = field;
    this.layer = layer;
  }
}
