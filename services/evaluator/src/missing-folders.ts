import { stat } from 'node:fs/promises';
import type { DatasetSource } from '@blockqnn/datasets';
import type { Logger } from '@blockqnn/telemetry';
import { datasetFolderMissing } from './business-events.js';

/**
 * Warns of sources whose folder is not there. No more than a warning: it may be mounted later, and blocks on
 * the other datasets can be trained meanwhile. Image folders are described at the start, which tells of it.
 */
export async function warnOfMissingFolders(sources: readonly DatasetSource[], logger: Logger): Promise<void> {
  for (const { name, kind, directory } of sources) {
    if (kind === 'imagefolder') continue;
    const found = await stat(directory).catch(() => undefined);
    if (found?.isDirectory() !== true) datasetFolderMissing(logger, { dataset: name, directory });
  }
}
