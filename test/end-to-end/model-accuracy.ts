import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Images, ImageSet } from '@blockqnn/datasets';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';

/** How many of the chosen images an exported model in a folder classifies correctly, as TensorFlow.js computes it. */
export async function correctOf(
  folder: string,
  { labels, pixels }: Images,
  { height, width, channels }: ImageSet['shape'],
  chosen: Int32Array,
): Promise<number> {
  const imageSize = height * width * channels;
  const batch = new Float32Array(chosen.length * imageSize);
  chosen.forEach((image, row) => {
    batch.set(pixels.subarray(image * imageSize, (image + 1) * imageSize), row * imageSize);
  });
  await tf.setBackend('cpu');
  const model = await loadLayersModel(await fromFolder(folder));
  const images = tf.tensor4d(batch, [chosen.length, height, width, channels]);
  const guesses = await tf.argMax(model.predict(images) as tf.Tensor, 1).data();
  return chosen.filter((image, row) => guesses[row] === labels[image]).length;
}

interface ModelJson {
  readonly modelTopology: object;
  readonly weightsManifest: readonly {
    readonly paths: string[];
    readonly weights: tf.io.WeightsManifestEntry[];
  }[];
}

async function fromFolder(path: string): Promise<tf.io.IOHandler> {
  const json = JSON.parse(await readFile(join(path, 'model.json'), 'utf8')) as ModelJson;
  const shards = await Promise.all(
    json.weightsManifest.flatMap(({ paths }) => paths.map((name) => readFile(join(path, name)))),
  );
  return tf.io.fromMemory({
    modelTopology: json.modelTopology,
    weightSpecs: json.weightsManifest.flatMap(({ weights }) => weights),
    weightData: new Uint8Array(Buffer.concat(shards)).buffer,
  });
}
