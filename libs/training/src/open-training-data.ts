import { type DatasetReference, type DatasetSource, openDataset, openImageFolder } from '@blockqnn/datasets';
import type { Engine } from './engine.js';
import { folderData } from './folder-data.js';
import type { Recipe } from './recipe.js';
import { residentData } from './resident-data.js';
import type { TrainingData } from './training-data.js';

/**
 * Opens a dataset for a full training: image folders are decoded while training goes on, other sets are
 * read into memory. Throws `DatasetError`, `UnusableRecipeError`, `TooFewImagesError`.
 */
export async function openTrainingData(
  engine: Engine,
  reference: DatasetReference,
  sources: readonly DatasetSource[],
  recipe: Recipe,
): Promise<TrainingData> {
  const source = sources.find(({ name }) => name === reference.name);
  if (source?.kind !== 'imagefolder') {
    return await residentData({ engine, imageSet: await openDataset(reference, sources), recipe });
  }
  const folder = await openImageFolder(reference, source);
  try {
    return folderData(folder, recipe);
  } catch (error) {
    await folder[Symbol.asyncDispose]();
    throw error;
  }
}
