import { openDataset } from '@blockqnn/datasets';
import { buildLayerGraph, initialiseWeights, smallStack } from '@blockqnn/network';
import { type Block, parseBlock, REFERENCE_BLOCKS } from '@blockqnn/nsc';
import { createEngine, type Engine, epochBatches, type LoadedImages, QUICK_RECIPE } from '@blockqnn/training';
import type { Bench, Figure } from '../tools/bench.js';

const IMAGES = 1280;
const EPOCHS = 3;

export const bench: Bench = {
  name: 'training',
  description: 'images trained on and classified in a second, smallStack on 16×16 images, one process',
  run: async ({ log, signal }) => {
    const imageSet = await openDataset({ name: 'procedural' }, []);
    await using engine = await createEngine();
    await using images = await engine.loadImages(imageSet.train, imageSet.shape);
    log(`${engine.info.name} on ${engine.info.device}, threads: ${engine.info.threads}`);
    const stack = smallStack({ input: imageSet.shape, classes: imageSet.classes.length });
    const speeds: Figure[] = [];
    for (const [name, block, atLeast] of [
      ['single convolution', parseBlock('conv3@0'), 1500],
      ['residual', reference('residual'), 1200],
      ['inception', reference('inception'), 400],
    ] as const) {
      log(`${name} …`);
      const graph = buildLayerGraph(block, stack);
      const { trained, classified } = await speedOf(engine, images, graph, signal);
      speeds.push({ name: `${name}, training`, value: trained, unit: 'images/s', atLeast });
      speeds.push({ name: `${name}, evaluation`, value: classified, unit: 'images/s' });
    }
    return [
      ...speeds,
      { name: 'peak memory', value: process.resourceUsage().maxRSS / 1024, unit: 'MiB', atMost: 512 },
    ];
  },
};

/** The best of some epochs after a warm-up. */
async function speedOf(
  engine: Engine,
  images: LoadedImages,
  graph: ReturnType<typeof buildLayerGraph>,
  signal: AbortSignal,
): Promise<{ readonly trained: number; readonly classified: number }> {
  await using network = await engine.open(graph, initialiseWeights(graph, 1));
  const indices = Int32Array.from({ length: IMAGES }, (_, index) => index);
  const options = { learningRate: QUICK_RECIPE.learningRate, signal };
  const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
    const begin = performance.now();
    await work();
    return (performance.now() - begin) / 1000;
  };
  let [training, evaluation] = [Infinity, Infinity];
  for (let epoch = 0; epoch <= EPOCHS; epoch += 1) {
    const batches = epochBatches(indices, QUICK_RECIPE, epoch);
    const epochSeconds = await secondsOf(() => network.trainEpoch(images, batches, options));
    const evaluationSeconds = await secondsOf(() => network.evaluate(images, indices, signal));
    if (epoch === 0) continue;
    training = Math.min(training, epochSeconds);
    evaluation = Math.min(evaluation, evaluationSeconds);
  }
  return { trained: IMAGES / training, classified: IMAGES / evaluation };
}

function reference(name: string): Block {
  const found = REFERENCE_BLOCKS.find((candidate) => candidate.name === name);
  if (!found) throw new RangeError(`no reference block is called ${name}`);
  return found.block;
}
