import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { ArtifactKind } from '@blockqnn/api';
import { epochFromJson } from '@blockqnn/events';
import {
  MAX_WEIGHTS_BYTES,
  NetworkError,
  SAFETENSORS_LENGTH_BYTES,
  safetensorsHeaderBytes,
  safetensorsIndex,
} from '@blockqnn/network';
import type { VerifiedFile } from './artifact-store.js';

/** How long artifacts of a kind may be. */
export const MAX_BYTES: Readonly<Record<ArtifactKind, number>> = {
  weights: 2 ** 30,
  checkpoints: 2 ** 32,
  curves: 2 ** 24,
};

/** What is wrong with the form of a file for its kind; undefined where nothing is. Large files are not read as a whole. */
export async function formFault(kind: ArtifactKind, file: VerifiedFile): Promise<string | undefined> {
  switch (kind) {
    case 'weights':
      return tensorsFault('weights', file, MAX_WEIGHTS_BYTES);
    case 'checkpoints':
      return tensorsFault('checkpoint', file, MAX_BYTES.checkpoints);
    case 'curves':
      return curveFault(file);
  }
}

async function tensorsFault(
  noun: string,
  { path, sizeBytes }: VerifiedFile,
  maxBytes: number,
): Promise<string | undefined> {
  await using file = await open(path);
  try {
    const beginning = await read(file, 0, Math.min(sizeBytes, SAFETENSORS_LENGTH_BYTES));
    const header = await read(file, SAFETENSORS_LENGTH_BYTES, safetensorsHeaderBytes(beginning, sizeBytes));
    const { dataBytes } = safetensorsIndex(header, sizeBytes);
    if (dataBytes <= maxBytes) return undefined;
    return `no ${noun} in safetensors form: file: ${dataBytes} bytes of data, at most ${maxBytes} allowed`;
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    return `no ${noun} in safetensors form: ${error.message}`;
  }
}

async function read(file: FileHandle, position: number, sizeBytes: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(sizeBytes);
  const { bytesRead } = await file.read(bytes, 0, sizeBytes, position);
  return bytes.subarray(0, bytesRead);
}

/** Epochs, counted from 1 without a gap, one a line. */
async function curveFault({ path }: VerifiedFile): Promise<string | undefined> {
  const input = createReadStream(path);
  let number = 0;
  try {
    for await (const line of createInterface({ input })) {
      number += 1;
      try {
        const epoch = epochFromJson(line);
        if (epoch.number !== number) return `line ${number}: number: is ${epoch.number}, must be ${number}`;
      } catch (error) {
        return `line ${number}: no epoch in JSON: ${(error as Error).message}`;
      }
    }
    return undefined;
  } finally {
    // Nobody else closes a file that is not read to its end.
    input.destroy();
  }
}
