import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { exportOnnx, ONNX_OPSET } from '@blockqnn/export';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { runProgram } from '../tools/program.js';
import { pythonVenv } from '../tools/python.js';
import { type AgreementModel, agreementModels } from './agreement-models.js';
import { checkOutputs, type Outputs } from './outputs.js';
import { writeModel } from './write-model.js';

const CHECKERS = ['onnx>=1.17,<2', 'onnx-tool==1.0.1'];

/** What the script prints of a model. */
interface Findings {
  readonly opset: Readonly<Record<string, number>>;
  readonly input: Readonly<Record<string, readonly (string | number)[]>>;
  readonly output: Readonly<Record<string, readonly (string | number)[]>>;
  readonly parameters: number;
  readonly flops: number;
}

interface ExportedModel {
  readonly model: AgreementModel;
  readonly path: string;
}

async function exportedModels(folder: string): Promise<ExportedModel[]> {
  return Promise.all(
    agreementModels().map(async (model) => ({
      model,
      path: join(await writeModel(exportOnnx, model, folder), 'model.onnx'),
    })),
  );
}

async function temporaryFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'onnx-agreement-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function outputsOf(path: string, { pixels, shape }: AgreementModel['images']): Promise<Outputs> {
  const session = await InferenceSession.create(path, { intraOpNumThreads: 1 });
  const { logits, probabilities } = await session.run({ images: new Tensor('float32', pixels, shape) });
  await session.release();
  const values = (tensor: Tensor | undefined): number[] => [...((tensor?.data ?? []) as Float32Array)];
  return { logits: values(logits), probabilities: values(probabilities) };
}

test('ONNX Runtime puts out what the graph does, for as many images as it is given', async (t) => {
  for (const { model, path } of await exportedModels(await temporaryFolder(t))) {
    const { images, graph } = model;
    const onnx = await outputsOf(path, images);
    checkOutputs(model, { onnx });
    const [, ...sides] = images.shape;
    const first = images.pixels.subarray(0, images.pixels.length / images.shape[0]);
    const { logits } = await outputsOf(path, { pixels: first, shape: [1, ...sides] });
    const alone = { ...model, logits: model.logits.subarray(0, graph.classes) };
    checkOutputs(alone, { onnx: { logits, probabilities: onnx.probabilities.slice(0, graph.classes) } });
  }
});

test('ONNX’s checker passes the models, and they have the parameters and FLOPs of the graph', async (t) => {
  const python = await pythonVenv(t, CHECKERS);
  if (python === undefined) return;
  const folder = await temporaryFolder(t);
  const exported = await exportedModels(folder);
  const task = join(folder, 'task.json');
  await writeFile(task, JSON.stringify(exported.map(({ path }) => path)));
  const script = fileURLToPath(new URL('../python/onnx_models.py', import.meta.url));
  const report = JSON.parse(await runProgram(python, [script, task])) as {
    readonly versions: Readonly<Record<string, string>>;
    readonly models: readonly Findings[];
  };
  t.diagnostic(JSON.stringify(report.versions));
  for (const [index, { model }] of exported.entries()) {
    const { graph, stack, name } = model;
    const { height, width, channels } = stack.input;
    const { parameters, flops } = graph.figures;
    const output = ['batch', graph.classes];
    assert.deepEqual(
      report.models[index],
      {
        opset: { '': ONNX_OPSET },
        input: { images: ['batch', height, width, channels] },
        output: { probabilities: output, logits: output },
        parameters,
        flops,
      },
      name,
    );
  }
});
