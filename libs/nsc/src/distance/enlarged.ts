type NumberArray = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** A longer array that begins with the same values. */
export function enlarged<Values extends NumberArray>(values: Values, length: number): Values {
  const longer = new (values.constructor as new (length: number) => Values)(length);
  longer.set(values);
  return longer;
}
