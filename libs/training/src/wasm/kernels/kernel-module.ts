import { type Code, unsigned, type ValueType } from './instructions.js';
import type { Kernel } from './kernel.js';

const HEADER = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const TYPES = { i32: 0x7f, f32: 0x7d, v128: 0x7b } as const satisfies Record<ValueType, number>;

/** The bytes of a WebAssembly module that exports the kernels by name and imports `backend.memory`. */
export function encodeModule(kernels: Readonly<Record<string, Kernel>>): Uint8Array<ArrayBuffer> {
  const all = Object.entries(kernels);
  return Uint8Array.from([
    ...HEADER,
    ...section(
      1,
      list(all.map(([, { parameters }]) => [0x60, ...list(parameters.map(() => typeOf('i32'))), 0])),
    ),
    ...section(2, list([[...text('backend'), ...text('memory'), 0x02, 0x00, 0x01]])),
    ...section(3, list(all.map((_, index) => unsigned(index)))),
    ...section(7, list(all.map(([name], index) => [...text(name), 0x00, ...unsigned(index)]))),
    ...section(10, list(all.map(([, kernel]) => sized(functionBody(kernel))))),
  ]);
}

function functionBody({ locals, body }: Kernel): Code {
  return [...list(locals.map((type) => [1, ...typeOf(type)])), ...body, 0x0b];
}

function section(id: number, content: Code): Code {
  return [id, ...sized(content)];
}

function sized(content: Code): Code {
  return [...unsigned(content.length), ...content];
}

function list(items: readonly Code[]): Code {
  return [...unsigned(items.length), ...items.flat()];
}

function text(characters: string): Code {
  return sized([...Buffer.from(characters)]);
}

function typeOf(type: ValueType): Code {
  return [TYPES[type]];
}
