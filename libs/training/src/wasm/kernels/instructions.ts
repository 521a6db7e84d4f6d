/** Encoded WebAssembly instructions that leave at most one value. */
export type Code = readonly number[];

export type ValueType = 'i32' | 'f32' | 'v128';

/** A parameter or local variable of a kernel. */
export interface Local {
  readonly type: ValueType;
  readonly index: number;
}

/** A value: of a variable, of an expression, or a 32-bit integer. */
export type Operand = Local | Code | number;

const VECTOR = 0xfd;

export function value(operand: Operand): Code {
  if (typeof operand === 'number') return [0x41, ...signed(operand)];
  return 'index' in operand ? [0x20, ...unsigned(operand.index)] : operand;
}

export function assign(local: Local, operand: Operand): Code {
  return [...value(operand), 0x21, ...unsigned(local.index)];
}

/** Arithmetic on 32-bit integers: addresses in bytes, and counts. */
export const integer = {
  add: binary(0x6a),
  subtract: binary(0x6b),
  multiply: binary(0x6c),
  and: binary(0x71),
  /** 1 or 0. */
  equal: binary(0x46),
};

/** Arithmetic on four float32 values at once. */
export const vector = {
  add: binary(VECTOR, 0xe4),
  subtract: binary(VECTOR, 0xe5),
  multiply: binary(VECTOR, 0xe6),
  /** No number where either is none. */
  largest: binary(VECTOR, 0xe9),
  /** All bits set where the left is greater. */
  greater: binary(VECTOR, 0x44),
  /** All bits set where both are the same 32 bits. */
  sameBits: binary(VECTOR, 0x37),
  /** Bit by bit. */
  and: binary(VECTOR, 0x4e),
  /** The left's bits that the right does not have. */
  without: binary(VECTOR, 0x4f),
  allBits: [VECTOR, 0x0c, ...Array.from({ length: 16 }, () => 0xff)] as Code,
  /** Four times the same constant. */
  constant: (number: number): Code => [0x43, ...float32(number), VECTOR, 0x13],
};

/** Four values in memory. Addresses are in bytes; the offset is a constant. */
export function load(address: Operand, offset = 0): Code {
  return [...value(address), VECTOR, 0x00, ...access(offset)];
}

/** Four times the one value in memory. */
export function loadRepeated(address: Operand, offset = 0): Code {
  return [...value(address), VECTOR, 0x09, ...access(offset)];
}

export function store(address: Operand, operand: Operand, offset = 0): Code {
  return [...value(address), ...value(operand), VECTOR, 0x0b, ...access(offset)];
}

/** A 32-bit integer. */
export function loadInteger(address: Operand, offset = 0): Code {
  return [...value(address), 0x28, ...access(offset)];
}

/** One float32 value. */
export function loadOne(address: Operand): Code {
  return [...value(address), 0x2a, ...access(0)];
}

export function storeOne(address: Operand, operand: Operand): Code {
  return [...value(address), ...value(operand), 0x38, ...access(0)];
}

/** The first of four values. */
export function single(operand: Operand): Code {
  return [...value(operand), VECTOR, 0x1f, 0];
}

export const addOne = binary(0x92);

/** The larger of two float32 values; no number where either is none. */
export const largerOne = binary(0x97);

/** Sets bytes of memory to 0. */
export function clear(address: Operand, bytes: Operand): Code {
  return [...value(address), ...value(0), ...value(bytes), 0xfc, 0x0b, 0x00];
}

/** Does the body so many times, none included. The counter is a variable of its own. */
export function repeat(counter: Local, times: Operand, body: Code): Code {
  const leaveWhenDone = [...value(counter), 0x45, 0x0d, 1];
  const again = [...assign(counter, integer.subtract(counter, 1)), 0x0c, 0, 0x0b, 0x0b];
  return [...assign(counter, times), 0x02, 0x40, 0x03, 0x40, ...leaveWhenDone, ...body, ...again];
}

/** One of two bodies, by whether the operand is other than 0. */
export function choose(condition: Operand, then: Code, otherwise: Code = []): Code {
  return [...value(condition), 0x04, 0x40, ...then, 0x05, ...otherwise, 0x0b];
}

function binary(...operation: number[]): (left: Operand, right: Operand) => Code {
  // Vector operations have numbers of more than 7 bits.
  const code = operation.flatMap((part, index) => (index === 0 ? [part] : unsigned(part)));
  return (left, right) => [...value(left), ...value(right), ...code];
}

/** Values of 4 bytes are aligned to 4 and no more. */
function access(offset: number): Code {
  return [2, ...unsigned(offset)];
}

/** LEB128. */
export function unsigned(number: number): Code {
  const low = number & 0x7f;
  const rest = number >>> 7;
  return rest === 0 ? [low] : [low | 0x80, ...unsigned(rest)];
}

function signed(number: number): Code {
  const low = number & 0x7f;
  const rest = number >> 7;
  const isLast = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
  return isLast ? [low] : [low | 0x80, ...signed(rest)];
}

function float32(number: number): Code {
  return [...new Uint8Array(Float32Array.of(number).buffer)];
}
