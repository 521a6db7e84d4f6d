import {
  NetworkError,
  SAFETENSORS_LENGTH_BYTES,
  safetensorsHeaderBytes,
  safetensorsIndex,
} from '@blockqnn/network';
import { checkpointPlace, type CheckpointPlace } from '@blockqnn/training/recipes';
import { openIfThere } from './open-if-there.js';

/** How far the training of a checkpoint's file is, from its header alone; undefined where the file is not there or says nothing. */
export async function placeOfCheckpoint(path: string): Promise<CheckpointPlace | undefined> {
  await using file = await openIfThere(path);
  if (!file) return undefined;
  const { size } = await file.stat();
  const read = async (length: number, position: number): Promise<Uint8Array> => {
    const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  };
  try {
    const length = safetensorsHeaderBytes(await read(SAFETENSORS_LENGTH_BYTES, 0), size);
    const { metadata } = safetensorsIndex(await read(length, SAFETENSORS_LENGTH_BYTES), size);
    return checkpointPlace(metadata);
  } catch (error) {
    if (error instanceof NetworkError) return undefined;
    throw error;
  }
}
