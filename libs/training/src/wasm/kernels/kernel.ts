import {
  assign,
  type Code,
  integer,
  type Local,
  type Operand,
  repeat,
  type ValueType,
  vector,
} from './instructions.js';

/** A function on the backend's memory. Its parameters are 32-bit: addresses, counts, distances in bytes. */
export interface Kernel<Names extends string = string> {
  readonly parameters: readonly Names[];
  readonly locals: readonly ValueType[];
  readonly body: Code;
}

/** Writes a kernel; `write` gives the instructions of its body. */
export function kernel<const Names extends string>(
  parameters: readonly Names[],
  write: (parameters: Readonly<Record<Names, Local>>, variables: KernelVariables) => readonly Code[],
): Kernel<Names> {
  const variables = new KernelVariables(parameters.length);
  const locals = parameters.map((name, index) => [name, { type: 'i32', index }] as const);
  const body = write(Object.fromEntries(locals) as Record<Names, Local>, variables);
  return { parameters, locals: variables.locals, body: [variables.constants, ...body].flat() };
}

/** So many variables, where the number is known. */
type Tuple<Count extends number, Items extends Local[] = []> = number extends Count
  ? Local[]
  : Items['length'] extends Count
    ? Items
    : Tuple<Count, [...Items, Local]>;

/** Hands out the variables of a kernel while its body is written. */
export class KernelVariables {
  readonly #first: number;
  readonly #types: ValueType[] = [];
  readonly #constants = new Map<number, Local>();

  constructor(parameterCount: number) {
    this.#first = parameterCount;
  }

  get locals(): readonly ValueType[] {
    return this.#types;
  }

  /** Sets the constants; to be done first. */
  get constants(): Code {
    return [...this.#constants].flatMap(([number, local]) => assign(local, vector.constant(number)));
  }

  /** So many variables for addresses and counts. */
  addresses<Count extends number>(count: Count): Tuple<Count> {
    return Array.from({ length: count }, () => this.#local('i32')) as Tuple<Count>;
  }

  vectors<Count extends number>(count: Count): Tuple<Count> {
    return Array.from({ length: count }, () => this.#local('v128')) as Tuple<Count>;
  }

  /** A vector that holds the number four times, made once a call. */
  constant(number: number): Local {
    const local = this.#constants.get(number) ?? this.#local('v128');
    this.#constants.set(number, local);
    return local;
  }

  /** Does the body so many times, none included. */
  repeat(times: Operand, body: Code): Code {
    return repeat(this.#local('i32'), times, body);
  }

  #local(type: ValueType): Local {
    return { type, index: this.#first + this.#types.push(type) - 1 };
  }
}

/** Moves an address on. */
export function advance(address: Local, bytes: Operand): Code {
  return assign(address, integer.add(address, bytes));
}
