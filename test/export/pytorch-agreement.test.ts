import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { exportPytorch } from '@blockqnn/export';
import { runProgram } from '../tools/program.js';
import { safetensorsFolder, torchPythons } from '../tools/torch.js';
import { type AgreementModel, agreementModels } from './agreement-models.js';
import { base64, checkOutputs, type Outputs } from './outputs.js';
import { writeModel } from './write-model.js';

/** What the script prints of a model. */
interface Findings extends Outputs {
  readonly parameters: number;
  readonly flops: number;
  /** By PyTorch's own counter; null where the version has none. */
  readonly countedFlops: number | null;
  readonly training: {
    readonly losses: readonly [number, number];
    readonly movingMeanError: number;
    readonly untrained: readonly string[];
  };
}

test('PyTorch puts out what the graph does, counts what it counts, and trains the module', async (t) => {
  const pythons = await torchPythons(t);
  if (pythons.length === 0) return;
  const safetensors = await safetensorsFolder(t);
  if (safetensors === undefined) return;
  const folder = await mkdtemp(join(tmpdir(), 'pytorch-agreement-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const models = agreementModels();
  const task = await Promise.all(
    models.map(async (model) => ({
      folder: await writeModel(exportPytorch, model, folder),
      images: { shape: model.images.shape, base64: base64(model.images.pixels) },
    })),
  );
  await writeFile(join(folder, 'task.json'), JSON.stringify(task));
  const script = fileURLToPath(new URL('../python/torch_models.py', import.meta.url));
  for (const { python, torchVersion } of pythons) {
    await t.test(`PyTorch ${torchVersion}`, async (version) => {
      const said = await runProgram(python, [script, join(folder, 'task.json')], { PYTHONPATH: safetensors });
      const report = JSON.parse(said.trim().split('\n').at(-1) ?? '') as {
        readonly versions: Readonly<Record<string, string>>;
        readonly models: readonly Findings[];
      };
      version.diagnostic(JSON.stringify(report.versions));
      for (const [index, model] of models.entries()) check(model, report.models[index]);
    });
  }
});

function check(model: AgreementModel, findings: Findings | undefined): void {
  assert.ok(findings);
  checkOutputs(model, { pytorch: findings });
  const { name, graph } = model;
  const { flops, parameters } = graph.figures;
  assert.deepEqual([findings.parameters, findings.flops], [parameters, flops], name);
  if (findings.countedFlops !== null) assert.equal(findings.countedFlops, flops, name);
  const { losses, movingMeanError, untrained } = findings.training;
  assert.ok(losses[1] < losses[0], `${name}: losses ${losses.join(', ')}`);
  assert.ok(movingMeanError < 1e-5, `${name}: moving mean off by ${movingMeanError}`);
  assert.deepEqual(untrained, [], name);
}
