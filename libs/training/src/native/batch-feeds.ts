import type { LayerGraph } from '@blockqnn/network';
import { type Batch, batchSize, type LoadedSelection, type MixUp } from '../batch.js';
import { hostBatch } from '../host-batch.js';
import type { Feed } from './compiled-graph.js';
import { coveredBy, tableColumns, tableRows } from './image-table.js';
import { NativeImages } from './native-images.js';
import type { TrainingGraph } from './training-graph.js';

/**
 * What a training step is fed of a batch. The graph must have the features that the batch needs.
 *
 * @throws RangeError where the batch does not fit itself or the network, naming the field
 */
export function trainingFeeds({ images, inputs }: TrainingGraph, network: LayerGraph, batch: Batch): Feed[] {
  const size = batchSize(batch);
  const { covering, mixing } = inputs;
  const feeds: Feed[] = [];
  if (batch.images.kind === 'loaded') {
    const { from, labels } = selected(batch.images, network);
    const { shape, count } = from;
    const rows = tableRows(count, shape, batch.images.indices, batch.shifts);
    feeds.push(
      { tensor: inputs.labels, shape: [size], values: labels },
      { tensor: images.rows, shape: [size, shape.height], values: rows },
      { tensor: images.columns, shape: [size, shape.width], values: tableColumns(size, shape, batch) },
    );
  } else {
    feeds.push(...decodedFeeds(images.moved, inputs.labels, network, batch));
  }
  if (covering) {
    const shape = network.nodes[0]?.shape ?? { height: 0, width: 0, channels: 0 };
    // Images that come with the batch are blanked on the way.
    const covered = coveredBy(size, shape, batch.images.kind === 'loaded' ? batch.cutOut : undefined);
    feeds.push(
      { tensor: covering.rows, shape: [size, shape.height], values: covered.rows },
      { tensor: covering.columns, shape: [size, shape.width], values: covered.columns },
    );
  }
  if (mixing) {
    const { share, partners } = batch.mixUp ? checkedMixUp(batch.mixUp, size) : unmixed(size);
    feeds.push(
      { tensor: mixing.share, shape: [], values: Float32Array.of(share) },
      { tensor: mixing.partners, shape: [size], values: partners },
    );
  }
  return feeds;
}

/** What classifying is fed of a batch; its images are moved, mirrored and blanked as told, never mixed. */
export function evaluationFeeds(
  { images, inputs }: TrainingGraph,
  network: LayerGraph,
  batch: Batch,
): Feed[] {
  const isMoved = batch.shifts ?? batch.flips ?? batch.cutOut;
  if (batch.images.kind === 'decoded' || isMoved) {
    return decodedFeeds(images.whole, inputs.labels, network, batch);
  }
  const { from, labels } = selected(batch.images, network);
  const { count, shape } = from;
  const { indices } = batch.images;
  return [
    { tensor: inputs.labels, shape: [indices.length], values: labels },
    {
      tensor: images.rows,
      shape: [indices.length, shape.height],
      values: tableRows(count, shape, indices),
    },
  ];
}

interface Selected {
  readonly from: NativeImages;
  /** [size] */
  readonly labels: Int32Array;
}

function selected({ from, indices }: LoadedSelection, network: LayerGraph): Selected {
  const images = nativeImages(from);
  images.checkFit(network);
  return { from: images, labels: Int32Array.from(images.labelsOf(indices)) };
}

/** The images of a batch that the engine holds. */
export function nativeImages(images: LoadedSelection['from']): NativeImages {
  if (images instanceof NativeImages) return images;
  throw new TypeError('images: must be loaded by the native engine');
}

/** Pixels that stand in the process's memory, in place of those that the graph would gather. */
function decodedFeeds(
  pixels: Feed['tensor'],
  labels: Feed['tensor'],
  network: LayerGraph,
  batch: Batch,
): Feed[] {
  const host = hostBatch(batch, network);
  const size = host.labels.length;
  return [
    { tensor: labels, shape: [size], values: Int32Array.from(host.labels) },
    { tensor: pixels, shape: pixels.shape.with(0, size), values: host.pixels },
  ];
}

function checkedMixUp(mixUp: MixUp, size: number): MixUp {
  const { share, partners } = mixUp;
  if (!(share >= 0 && share <= 1)) throw new RangeError(`share: must be 0 to 1; got ${share}`);
  if (partners.length !== size) throw new RangeError(`partners: must be ${size}; got ${partners.length}`);
  const outside = partners.find((partner) => partner < 0 || partner >= size);
  if (outside !== undefined) throw new RangeError(`partners: must be below ${size}; got ${outside}`);
  return mixUp;
}

function unmixed(size: number): MixUp {
  return { share: 1, partners: Int32Array.from({ length: size }, (_, position) => position) };
}
