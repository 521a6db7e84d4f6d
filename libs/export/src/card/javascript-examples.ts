import type { Stack } from '@blockqnn/network';

/** A program for Node that loads a LayersModel without native code. */
export function tfjsExample({ input: { height, width, channels } }: Stack): string {
  return `import { readFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { loadLayersModel } from '@tensorflow/tfjs-layers';

const readWeights = async (manifest) => {
  const files = await Promise.all(manifest.flatMap(({ paths }) => paths).map((path) => readFile(path)));
  return [manifest.flatMap(({ weights }) => weights), new Uint8Array(Buffer.concat(files)).buffer];
};
const model = await loadLayersModel({
  load: async () => tf.io.getModelArtifactsForJSON(JSON.parse(await readFile('model.json', 'utf8')), readWeights),
});

// One grey image; yours go here, as pixel values 0 to 255.
const images = tf.fill([1, ${height}, ${width}, ${channels}], 127);
const probabilities = model.predict(images).dataSync();
const best = probabilities.indexOf(Math.max(...probabilities));
console.log(\`class \${best} of \${probabilities.length}, probability \${probabilities[best].toFixed(4)}\`);
`;
}

/** A program for Node that runs an ONNX model. */
export function onnxExample({ input: { height, width, channels } }: Stack): string {
  return `import { InferenceSession, Tensor } from 'onnxruntime-node';

const session = await InferenceSession.create('model.onnx');

// One grey image; yours go here, as pixel values 0 to 255.
const pixels = new Float32Array(${height} * ${width} * ${channels}).fill(127);
const images = new Tensor('float32', pixels, [1, ${height}, ${width}, ${channels}]);
const { data } = (await session.run({ images })).probabilities;
const best = data.indexOf(Math.max(...data));
console.log(\`class \${best} of \${data.length}, probability \${data[best].toFixed(4)}\`);
`;
}
