import { type Images, openDataset } from '@blockqnn/datasets';
import {
  buildLayerGraph,
  initialiseWeights,
  type LayerGraph,
  smallStack,
  type Stack,
} from '@blockqnn/network';
import { type Block, parseBlock, REFERENCE_BLOCKS } from '@blockqnn/nsc';
import {
  createEngine,
  type Engine,
  epochBatches,
  evaluate,
  type LoadedImages,
  plainBatches,
  QUICK_RECIPE,
  trainEpoch,
} from '@blockqnn/training';
import { nativeLink } from '@blockqnn/training/linking';
import type { Bench, Figure } from '../tools/bench.js';

const EPOCHS = 3;

/** A network, and how many images make an epoch of the measurement. */
interface Case {
  readonly name: string;
  readonly graph: LayerGraph;
  readonly images: Images;
  readonly shape: Stack['input'];
  readonly count: number;
  /** Images a second that wasm reaches at least when training. */
  readonly atLeast?: number;
}

interface Speed {
  readonly trained: number;
  readonly classified: number;
}

export const bench: Bench = {
  name: 'training',
  description: 'images trained on and classified in a second, each engine in one process and one thread',
  run: async ({ log, signal }) => {
    const cases = await networks();
    const wasm = await speedsOf(await createEngine({ engine: 'wasm' }), cases, log, signal);
    const figures = cases.flatMap(({ name, atLeast }) => speedFigures('wasm', name, wasm.get(name), atLeast));
    figures.push({ name: 'wasm, peak memory', value: peakMebibytes(), unit: 'MiB', atMost: 512 });
    const link = nativeLink();
    if (!link.linked) {
      log(`native is left out: ${link.reason}; run npm run native`);
      return figures;
    }
    const native = await speedsOf(await createEngine({ engine: 'native', threads: 1 }), cases, log, signal);
    for (const { name } of cases) {
      figures.push(...speedFigures('native', name, native.get(name)));
      const ratio = (native.get(name)?.trained ?? 0) / (wasm.get(name)?.trained ?? Infinity);
      figures.push({ name: `native to wasm, ${name}, training`, value: ratio, unit: '×', atLeast: 1.5 });
    }
    figures.push({ name: 'wasm and native, peak memory', value: peakMebibytes(), unit: 'MiB' });
    return figures;
  },
};

async function networks(): Promise<readonly Case[]> {
  const { train, shape, classes } = await openDataset({ name: 'procedural' }, []);
  const small = smallStack({ input: shape, classes: classes.length });
  const common = { images: train, shape, count: 1280 };
  const large: Stack = {
    input: { height: 32, width: 32, channels: 3 },
    stem: { filters: 32, kernel: 3, stride: 1, pooling: false },
    stages: [32, 64, 128].map((filters) => ({ repeats: 1, filters })),
    classes: 10,
  };
  return [
    {
      name: 'single convolution',
      graph: buildLayerGraph(parseBlock('conv3@0'), small),
      atLeast: 1500,
      ...common,
    },
    { name: 'residual', graph: buildLayerGraph(reference('residual'), small), atLeast: 1200, ...common },
    { name: 'inception', graph: buildLayerGraph(reference('inception'), small), atLeast: 400, ...common },
    {
      name: '12 convolutions of 32 to 128 filters at 32×32',
      graph: buildLayerGraph(parseBlock('conv1@0,conv3@1,conv3@2,add@3+1,conv3@4'), large),
      images: stripes(256, large.input),
      shape: large.input,
      count: 256,
    },
  ];
}

/** Pixels that mean nothing: speed does not depend on them. */
function stripes(count: number, { height, width, channels }: Stack['input']): Images {
  return {
    count,
    pixels: Uint8Array.from({ length: count * height * width * channels }, (_, i) => (i * 7919) % 251),
    labels: Uint16Array.from({ length: count }, (_, image) => image % 10),
  };
}

async function speedsOf(
  engine: Engine,
  cases: readonly Case[],
  log: (message: string) => void,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Speed>> {
  await using _ = engine;
  const { name, device, threads, version } = engine.info;
  log(`${name} (${version}) on ${device}, threads: ${threads}`);
  const speeds = new Map<string, Speed>();
  for (const { name: network, graph, images, shape, count } of cases) {
    log(`${network} …`);
    await using loaded = await engine.loadImages(images, shape);
    speeds.set(network, await speedOf(engine, loaded, graph, count, signal));
  }
  return speeds;
}

/** The best of some epochs after a warm-up. */
async function speedOf(
  engine: Engine,
  images: LoadedImages,
  graph: LayerGraph,
  count: number,
  signal: AbortSignal,
): Promise<Speed> {
  await using network = await engine.open(graph, initialiseWeights(graph, 1));
  const indices = Int32Array.from({ length: count }, (_, index) => index);
  const options = { learningRate: QUICK_RECIPE.learningRate, signal };
  const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
    const begin = performance.now();
    await work();
    return (performance.now() - begin) / 1000;
  };
  let [training, evaluation] = [Infinity, Infinity];
  for (let epoch = 0; epoch <= EPOCHS; epoch += 1) {
    const batches = epochBatches(images, indices, QUICK_RECIPE, epoch);
    const epochSeconds = await secondsOf(() => trainEpoch(network, batches, options));
    const evaluationSeconds = await secondsOf(() => evaluate(network, plainBatches(images, indices), signal));
    if (epoch === 0) continue;
    training = Math.min(training, epochSeconds);
    evaluation = Math.min(evaluation, evaluationSeconds);
  }
  return { trained: count / training, classified: count / evaluation };
}

function speedFigures(engine: string, network: string, speed: Speed | undefined, atLeast?: number): Figure[] {
  if (!speed) return [];
  const bound = atLeast === undefined ? {} : { atLeast };
  return [
    { name: `${engine}, ${network}, training`, value: speed.trained, unit: 'images/s', ...bound },
    { name: `${engine}, ${network}, evaluation`, value: speed.classified, unit: 'images/s' },
  ];
}

function peakMebibytes(): number {
  return process.resourceUsage().maxRSS / 1024;
}

function reference(name: string): Block {
  const found = REFERENCE_BLOCKS.find((candidate) => candidate.name === name);
  if (!found) throw new RangeError(`no reference block is called ${name}`);
  return found.block;
}
