import type { Hdf5Dataset } from './hdf5-messages.js';
import { Hdf5Thread } from './hdf5-thread.js';

/**
 * Writes an HDF5 file, one array after the other; none stays in memory. Equal arrays in equal order give
 * equal bytes.
 *
 * Rejects where the file cannot be written; what is there then is to be removed by whoever named it.
 */
export async function writeHdf5(path: string, datasets: Iterable<Hdf5Dataset>): Promise<void> {
  await using thread = Hdf5Thread.use();
  await thread.ask(path, { kind: 'open' });
  try {
    for (const dataset of datasets) await thread.ask(path, { kind: 'dataset', ...dataset });
  } catch (error) {
    // The reason stands already; closing what could not be written may well fail too.
    await thread.ask(path, { kind: 'close' }).catch(() => undefined);
    throw error;
  }
  await thread.ask(path, { kind: 'close' });
}
