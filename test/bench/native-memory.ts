import { openDataset } from '@blockqnn/datasets';
import { buildLayerGraph, initialiseWeights, smallStack } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import {
  createEngine,
  epochBatches,
  evaluate,
  plainBatches,
  QUICK_RECIPE,
  trainEpoch,
} from '@blockqnn/training';
import type { Bench } from '../tools/bench.js';

const LAYERS = ['conv1', 'conv3', 'conv5', 'max3', 'avg3', 'id'] as const;
const [FEW, MANY] = [20, 200];
const IMAGES = 256;

export const bench: Bench = {
  name: 'native-memory',
  description: `memory of the native engine after ${MANY} different blocks, by that after ${FEW}`,
  run: async ({ log, signal }) => {
    const { train, shape, classes } = await openDataset({ name: 'procedural' }, []);
    const stack = smallStack({ input: shape, classes: classes.length });
    await using engine = await createEngine({ engine: 'native', threads: 1 });
    await using images = await engine.loadImages(train, shape);
    const indices = Int32Array.from({ length: IMAGES }, (_, index) => index);
    const trainOne = async (index: number): Promise<void> => {
      const graph = buildLayerGraph(parseBlock(blockText(index)), stack);
      await using network = await engine.open(graph, initialiseWeights(graph, index));
      const batches = epochBatches(images, indices, QUICK_RECIPE, index);
      await trainEpoch(network, batches, { learningRate: QUICK_RECIPE.learningRate, signal });
      await evaluate(network, plainBatches(images, indices), signal);
      await network.readWeights();
    };
    const memory: number[] = [];
    for (let index = 0; index < MANY; index += 1) {
      await trainOne(index);
      memory.push(process.memoryUsage().rss / 2 ** 20);
      if ((index + 1) % FEW === 0) log(`${index + 1} blocks, ${Math.round(memory[index] ?? 0)} MiB`);
    }
    const [few, many] = [memory[FEW - 1] ?? 0, memory[MANY - 1] ?? 0];
    return [
      { name: `memory after ${FEW} blocks`, value: few, unit: 'MiB' },
      { name: `memory after ${MANY} blocks`, value: many, unit: 'MiB' },
      { name: 'growth', value: many / few, unit: '×', atMost: 1.05 },
    ];
  },
};

/** Three layers and their concatenation; below 216 no two are the same text. */
function blockText(index: number): string {
  const layer = (place: number): string => LAYERS[Math.floor(index / 6 ** place) % 6] ?? 'id';
  return `${layer(0)}@0,${layer(1)}@1,${layer(2)}@0,cat@2+3`;
}
