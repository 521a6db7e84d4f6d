import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import * as layers from '@tensorflow/tfjs-layers';
import type { AgreementModel } from './agreement-models.js';

/** What a LayersModel in a folder puts out for images. */
export async function tfjsOutputs(
  folder: string,
  { shape, pixels }: AgreementModel['images'],
): Promise<{ readonly logits: readonly number[]; readonly probabilities: readonly number[] }> {
  const fetchFunc: typeof fetch = async (url) => {
    const { pathname } = new URL(url instanceof Request ? url.url : url);
    return new Response(await readFile(join(folder, pathname)));
  };
  const model = await layers.loadLayersModel(tf.io.http('http://models/model.json', { fetchFunc }));
  const outputs = [model.getLayer('logits').output, model.outputs].flat(2);
  const [logits, probabilities] = layers
    .model({ inputs: model.inputs, outputs })
    .predict(tf.tensor4d(pixels, [...shape])) as tf.Tensor[];
  return { logits: [...(logits?.dataSync() ?? [])], probabilities: [...(probabilities?.dataSync() ?? [])] };
}
