import { readFile, stat } from 'node:fs/promises';
import { DatasetError } from './dataset-error.js';
import type { Images } from './image-set.js';

export const CIFAR_SIDE = 32;
const PLANE = CIFAR_SIDE * CIFAR_SIDE;

/** How the records of a CIFAR binary begin: one label byte each, the class being the last of them. */
export interface CifarLayout {
  readonly labels: readonly { readonly name: string; readonly classes: number }[];
}

/**
 * Reads one CIFAR binary. A record is its label bytes, then 1,024 bytes each of red, green and blue, row
 * by row. @throws DatasetError (`file`) naming the file, the record and the byte offset at fault
 */
export async function readCifarFile(path: string, layout: CifarLayout, maxRecords: number): Promise<Images> {
  const recordBytes = layout.labels.length + 3 * PLANE;
  checkSize(path, await sizeOf(path), recordBytes, maxRecords);
  const bytes = await orFault(path, readFile(path));
  // Checked again: the file may have changed since.
  checkSize(path, bytes.length, recordBytes, maxRecords);
  const count = bytes.length / recordBytes;
  const pixels = new Uint8Array(count * 3 * PLANE);
  const labels = new Uint16Array(count);
  for (let record = 0; record < count; record++) {
    const offset = record * recordBytes;
    labels[record] = readLabel(path, bytes, layout, record, offset);
    interleave(
      bytes.subarray(offset + layout.labels.length, offset + recordBytes),
      pixels,
      record * 3 * PLANE,
    );
  }
  return { count, pixels, labels };
}

function checkSize(path: string, size: number, recordBytes: number, maxRecords: number): void {
  const whole = Math.floor(size / recordBytes);
  if (size === 0) throw new DatasetError('file', `${path}: is empty`);
  if (size > maxRecords * recordBytes) {
    throw new DatasetError(
      'file',
      `${path}: has ${size} bytes, more than the ${maxRecords * recordBytes} of ${maxRecords} records`,
    );
  }
  if (size !== whole * recordBytes) {
    throw new DatasetError(
      'file',
      `${path}: ends within record ${whole} (byte offset ${whole * recordBytes}), after ${size - whole * recordBytes} of its ${recordBytes} bytes; it is truncated or no such file`,
    );
  }
}

function readLabel(
  path: string,
  bytes: Uint8Array,
  layout: CifarLayout,
  record: number,
  offset: number,
): number {
  let label = 0;
  for (const [i, { name, classes }] of layout.labels.entries()) {
    label = bytes[offset + i] ?? 0;
    if (label >= classes) {
      throw new DatasetError(
        'file',
        `${path}: record ${record} (byte offset ${offset + i}) has ${name} ${label}; must be 0 to ${classes - 1}`,
      );
    }
  }
  return label;
}

/** [channels, height, width] to [height, width, channels] */
function interleave(planes: Uint8Array, target: Uint8Array, start: number): void {
  for (let i = 0; i < PLANE; i++) {
    target[start + 3 * i] = planes[i] ?? 0;
    target[start + 3 * i + 1] = planes[PLANE + i] ?? 0;
    target[start + 3 * i + 2] = planes[2 * PLANE + i] ?? 0;
  }
}

async function sizeOf(path: string): Promise<number> {
  const stats = await orFault(path, stat(path));
  if (!stats.isFile()) throw new DatasetError('file', `${path}: is not a file`);
  return stats.size;
}

/** @throws DatasetError (`file`) with the system's reason where the file system refuses */
export async function orFault<T>(path: string, operation: Promise<T>): Promise<T> {
  try {
    return await operation;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code ?? message})`;
    throw new DatasetError('file', `${path}: ${reason}`, { cause: error });
  }
}
