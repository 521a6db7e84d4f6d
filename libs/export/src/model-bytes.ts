import type { ModelFile } from './model-file.js';

/** The bytes of a file as a whole, for small models. */
export async function modelBytes({ chunks }: ModelFile): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of chunks()) parts.push(part);
  return Buffer.concat(parts);
}
