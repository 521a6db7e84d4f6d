import type { ImageSet } from '@blockqnn/datasets';
import type { LayerGraph } from '@blockqnn/network';
import { createEngine, evaluate, plainBatches, type Recipe, trainBlock } from '@blockqnn/training';
import type { TrainingRun, TrainingRunOptions } from './training-run.js';

/** Trains as an evaluator does, on the native engine, then classifies the test images with the trained weights. */
export async function runEngine(
  graph: LayerGraph,
  imageSet: ImageSet,
  recipe: Recipe,
  { seed, threads, signal, onEpoch }: TrainingRunOptions,
): Promise<TrainingRun> {
  const begin = performance.now();
  await using engine = await createEngine({ engine: 'native', threads });
  const outcome = await trainBlock({ graph, imageSet, recipe, seed, engine, signal, onEpoch });
  if (outcome.kind !== 'measured') throw new Error(`seed ${seed}: ${outcome.reason}: ${outcome.message}`);
  const seconds = (performance.now() - begin) / 1000;
  await using images = await engine.loadImages(imageSet.test, imageSet.shape);
  await using network = await engine.open(graph, outcome.weights);
  const indices = Int32Array.from({ length: images.count }, (_, index) => index);
  const { accuracy } = await evaluate(network, plainBatches(images, indices), signal);
  return { side: 'engine', seed, validation: outcome.accuracy, test: accuracy, seconds };
}
