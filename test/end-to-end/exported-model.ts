import type { ModelHeaderMessage, RegistryMethods } from '@blockqnn/api';
import type { Client } from '@blockqnn/rpc';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel, type LayersModel } from '@tensorflow/tfjs-layers';

export interface ExportedModel {
  readonly header: ModelHeaderMessage;
  readonly inputShape: LayersModel['inputs'][number]['shape'];
  readonly outputShape: LayersModel['outputs'][number]['shape'];
  readonly trainableParameters: number;
}

/** Fetches a model and loads it in TensorFlow.js, as a user of the registry does. */
export async function exportedModel(
  registry: Client<RegistryMethods>,
  request: RegistryMethods['exportModel']['requestInput'],
): Promise<ExportedModel> {
  let header: ModelHeaderMessage | undefined;
  const parts = new Map<string, Uint8Array[]>();
  for await (const message of registry.exportModel(request)) {
    header ??= message.header ?? undefined;
    const { chunk } = message;
    if (chunk) parts.set(chunk.name, [...(parts.get(chunk.name) ?? []), chunk.data]);
  }
  if (!header) throw new Error('no header came');
  const files = new Map([...parts].map(([name, chunks]) => [name, Buffer.concat(chunks)]));
  const json = JSON.parse(files.get('model.json')?.toString() ?? '') as ModelJson;
  await tf.setBackend('cpu');
  const model = await loadLayersModel(
    tf.io.fromMemory({
      modelTopology: json.modelTopology,
      weightSpecs: json.weightsManifest.flatMap(({ weights }) => weights),
      weightData: weightData(json, files),
    }),
  );
  try {
    return {
      header,
      inputShape: model.inputs[0]?.shape ?? [],
      outputShape: model.outputs[0]?.shape ?? [],
      trainableParameters: model.trainableWeights.reduce(
        (sum, { shape }) => sum + shape.reduce<number>((product, side) => product * (side ?? 1), 1),
        0,
      ),
    };
  } finally {
    model.dispose();
  }
}

interface ModelJson {
  readonly modelTopology: object;
  readonly weightsManifest: readonly {
    readonly paths: readonly string[];
    readonly weights: tf.io.WeightsManifestEntry[];
  }[];
}

function weightData({ weightsManifest }: ModelJson, files: ReadonlyMap<string, Buffer>): ArrayBuffer {
  const shards = weightsManifest.flatMap(({ paths }) =>
    paths.map((path) => files.get(path) ?? Buffer.alloc(0)),
  );
  return new Uint8Array(Buffer.concat(shards)).buffer;
}
