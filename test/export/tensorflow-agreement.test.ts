import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { exportKeras, exportSavedModel, exportTfjs } from '@blockqnn/export';
import { weightSize } from '@blockqnn/network';
import { runProgram } from '../tools/program.js';
import { tensorflowPython } from '../tools/tensorflow.js';
import { type AgreementModel, agreementModels } from './agreement-models.js';
import { base64, checkOutputs, type Outputs } from './outputs.js';
import { checkPythonExamples } from './python-examples.js';
import { tfjsOutputs } from './tfjs-outputs.js';
import { writeModel } from './write-model.js';

/** What the script prints of a model. */
interface Findings {
  readonly keras: Outputs & {
    readonly flops: number;
    readonly trainable: number;
    readonly countParams: number;
    readonly layers: readonly string[];
  };
  readonly savedmodel: Outputs & {
    readonly flops: number;
    readonly tags: readonly string[];
    readonly input: readonly (number | null)[];
  };
}

test(
  'TensorFlow.js, Keras and a SavedModel agree on outputs, parameters and FLOPs',
  { timeout: 600_000 },
  async (t) => {
    const python = await tensorflowPython(t);
    if (python === undefined) return;
    const folder = await newFolder(t);
    const models = agreementModels();
    const task = await Promise.all(
      models.map(async (model) => ({
        images: { shape: model.images.shape, base64: base64(model.images.pixels) },
        keras: join(await writeModel(exportKeras, model, folder), 'model.keras'),
        savedmodel: await writeModel(exportSavedModel, model, folder),
      })),
    );
    await writeFile(join(folder, 'task.json'), JSON.stringify(task));
    const script = fileURLToPath(new URL('../python/tensorflow_models.py', import.meta.url));
    const said = await runProgram(python, [script, join(folder, 'task.json')], {
      KERAS_BACKEND: 'tensorflow',
    });
    const report = JSON.parse(said.trim().split('\n').at(-1) ?? '') as {
      readonly versions: Readonly<Record<string, string>>;
      readonly models: readonly Findings[];
    };
    t.diagnostic(JSON.stringify(report.versions));

    for (const [index, model] of models.entries()) {
      const findings = report.models[index];
      assert.ok(findings);
      const tfjs = await tfjsOutputs(await writeModel(exportTfjs, model, folder), model.images);
      checkOutputs(model, { tfjs, keras: findings.keras, savedmodel: findings.savedmodel });
      checkCounts(model, findings);
    }
  },
);

// In this file because two that make the environment at once would both fetch TensorFlow.
test('the Python examples in docs/export.md load exported models', { timeout: 600_000 }, async (t) => {
  const python = await tensorflowPython(t);
  if (python !== undefined) await checkPythonExamples(python, await newFolder(t));
});

async function newFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tensorflow-agreement-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function checkCounts({ name, graph, stack }: AgreementModel, { keras, savedmodel }: Findings): void {
  const { flops, parameters } = graph.figures;
  const values = graph.nodes
    .flatMap((node) => node.weights)
    .reduce((sum, { shape }) => sum + weightSize(shape), 0);
  assert.deepEqual(
    {
      kerasFlops: keras.flops,
      savedmodelFlops: savedmodel.flops,
      trainable: keras.trainable,
      all: keras.countParams,
    },
    { kerasFlops: flops, savedmodelFlops: flops, trainable: parameters, all: values },
    name,
  );
  assert.deepEqual(keras.layers.toSorted(), graph.nodes.map(({ id }) => id).toSorted(), name);
  assert.deepEqual(savedmodel.tags, ['serve']);
  const { height, width, channels } = stack.input;
  assert.deepEqual(savedmodel.input, [null, height, width, channels]);
}
