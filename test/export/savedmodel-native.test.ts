import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { exportSavedModel } from '@blockqnn/export';
import { nativeLink } from '@blockqnn/training/linking';
import { skipForWantOf } from '../tools/needs.js';
import { AGREEMENT, agreementModels } from './agreement-models.js';
import { writeModel } from './write-model.js';

/** What the test uses of the binding to TensorFlow's C interface. */
interface Binding {
  createTensor(shape: readonly number[], type: number, values: Float32Array): number;
  tensorDataSync(tensor: number): Float32Array;
  loadSavedModel(folder: string, tags: string): number;
  runSavedModel(
    model: number,
    inputs: readonly number[],
    inputNames: string,
    outputNames: string,
  ): readonly { readonly id: number }[];
}

const FLOAT = 1;

test("TensorFlow's C++ loader, which TensorFlow Serving uses too, serves a SavedModel", async (t) => {
  const link = nativeLink();
  if (!link.linked) {
    skipForWantOf(t, 'native TensorFlow', 'npm run native links it');
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'savedmodel-native-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '3';
  const binding = createRequire(import.meta.url)(link.addon) as Binding;
  for (const model of agreementModels().slice(0, 4)) {
    const loaded = binding.loadSavedModel(await writeModel(exportSavedModel, model, folder), 'serve');
    const images = binding.createTensor(model.images.shape, FLOAT, model.images.pixels);
    const [input = '', logits = ''] = [model.graph.nodes.at(0)?.id, model.graph.nodes.at(-2)?.id];
    const [output] = binding.runSavedModel(loaded, [images], `${input}:0`, `${logits}:0`);
    assert.ok(output);
    const values = binding.tensorDataSync(output.id);
    assert.equal(values.length, model.logits.length);
    for (const [index, value] of values.entries()) {
      assert.ok(Math.abs(value - (model.logits[index] ?? Number.NaN)) <= AGREEMENT, model.name);
    }
  }
});
