import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { skipForWantOf, type ToolContext } from './needs.js';

/**
 * Folder of a set of real images (`cifar10`), or undefined where there is none. Looked for in
 * BLOCKQNN_TEST_DATA, else in `shared/data` beside the checkout; the repository itself holds no images.
 */
export function realImagesFolder(name: string): string | undefined {
  const data =
    process.env['BLOCKQNN_TEST_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
  const folder = `${data}/${name}`;
  return existsSync(folder) ? folder : undefined;
}

/** The same folder; undefined after the test was skipped. */
export function realImages(t: ToolContext, name: string): string | undefined {
  const folder = realImagesFolder(name);
  if (folder === undefined) {
    skipForWantOf(
      t,
      `${name} images`,
      `set BLOCKQNN_TEST_DATA to a folder that has them in its folder ${name}`,
    );
  }
  return folder;
}
