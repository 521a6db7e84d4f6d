import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { exportOnnx, exportPytorch, type ModelExporter, ONNX_IR_VERSION, ONNX_OPSET } from '@blockqnn/export';
import { buildLayerGraph, initialiseWeights, smallStack } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import { makeFolder } from '@blockqnn/storage';
import { runProgram } from '../tools/program.js';
import { pythonVenv } from '../tools/python.js';
import { safetensorsFolder, torchPythons } from '../tools/torch.js';
import { writeModel } from './write-model.js';

const ROOT = join(import.meta.dirname, '../..');
const block = parseBlock('conv3@0,conv3@1,add@2+0');
const stack = smallStack({ input: { height: 32, width: 32, channels: 3 }, classes: 10 });

function docs(): Promise<string> {
  return readFile(join(ROOT, 'docs/export.md'), 'utf8');
}

/** A program of docs/export.md beside a model; inside the project, so that it finds npm's packages. */
async function exampleBesideModel(
  t: TestContext,
  name: string,
  exporter: ModelExporter,
): Promise<{ readonly program: string; readonly model: string }> {
  const marked = new RegExp(`<!-- ${name.replace('.', '\\.')} -->\\s+\`\`\`\\w+\\n(?<code>.*?)\`\`\``, 's');
  const code = marked.exec(await docs())?.groups?.['code'];
  assert.ok(code, name);
  await makeFolder(join(ROOT, '.cache'));
  const folder = await mkdtemp(join(ROOT, '.cache/export-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const graph = buildLayerGraph(block, stack);
  const model = await writeModel(
    exporter,
    { block, stack, graph, weights: initialiseWeights(graph, 1) },
    folder,
  );
  const program = join(folder, name);
  await writeFile(program, code);
  return { program, model };
}

test('the versions of ONNX are those stated', async () => {
  assert.match(await docs(), new RegExp(`opset ${ONNX_OPSET} and IR version ${ONNX_IR_VERSION} `));
});

test('ONNX in Node', async (t) => {
  const { program, model } = await exampleBesideModel(t, 'load-onnx.mjs', exportOnnx);
  const said = await runProgram(process.execPath, [program, join(model, 'model.onnx')]);
  assert.match(said, /^probabilities: 10$/m);
});

test('ONNX in Python', async (t) => {
  const python = await pythonVenv(t, ['onnxruntime>=1.18,<2']);
  if (python === undefined) return;
  const { program, model } = await exampleBesideModel(t, 'load_onnx.py', exportOnnx);
  const said = await runProgram(python, [program, join(model, 'model.onnx')]);
  assert.match(said, /^conv3@0,conv3@1,add@2\+0, weights initialised\nprobabilities: 10$/m);
});

test('PyTorch', async (t) => {
  const safetensors = await safetensorsFolder(t);
  if (safetensors === undefined) return;
  for (const { python, torchVersion } of await torchPythons(t)) {
    await t.test(torchVersion, async (version) => {
      const { program, model } = await exampleBesideModel(version, 'load_pytorch.py', exportPytorch);
      const said = await runProgram(python, [program, model], { PYTHONPATH: safetensors });
      assert.match(
        said,
        /^conv3@0,conv3@1,add@2\+0, weights initialised\nprobabilities: 10\nfine-tuned: 3 classes$/m,
      );
    });
  }
});
