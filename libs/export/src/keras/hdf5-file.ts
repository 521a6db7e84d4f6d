import type { Hdf5Object } from './hdf5-messages.js';
import { Hdf5Thread } from './hdf5-thread.js';

/**
 * Writes an HDF5 file, one object after the other; no array stays in memory. Equal objects in equal order
 * give equal bytes.
 *
 * Rejects where the file cannot be written; what is there then is to be removed by whoever named it.
 */
export async function writeHdf5(path: string, objects: Iterable<Hdf5Object>): Promise<void> {
  await using thread = Hdf5Thread.use();
  await thread.ask(path, { kind: 'open' });
  try {
    for (const object of objects) await thread.ask(path, object);
  } catch (error) {
    // The reason stands already; closing what could not be written may well fail too.
    await thread.ask(path, { kind: 'close' }).catch(() => undefined);
    throw error;
  }
  await thread.ask(path, { kind: 'close' });
}
