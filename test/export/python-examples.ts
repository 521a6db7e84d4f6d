import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exportKeras, exportSavedModel } from '@blockqnn/export';
import { buildLayerGraph, initialiseWeights, smallStack } from '@blockqnn/network';
import { canonicalBlock, formatBlock, parseBlock } from '@blockqnn/nsc';
import { runProgram } from '../tools/program.js';
import { writeModel } from './write-model.js';

const PAGE = fileURLToPath(new URL('../../docs/export.md', import.meta.url));

const block = parseBlock('conv3@0,conv3@1,add@2+0');
const stack = smallStack({ input: { height: 32, width: 32, channels: 3 }, classes: 10 });
const graph = buildLayerGraph(block, stack);
const model = { block, stack, graph, weights: initialiseWeights(graph, 1) };

/** Runs the Python examples of docs/export.md on exported models, in a folder that its owner removes. */
export async function checkPythonExamples(python: string, folder: string): Promise<void> {
  const page = await readFile(PAGE, 'utf8');

  const run = async (name: string, argument: string): Promise<string> => {
    const pattern = new RegExp(
      `<!-- ${name.replace('.', '\\.')} -->\\s+\`\`\`python\\n(?<code>.*?)\`\`\``,
      's',
    );
    const code = pattern.exec(page)?.groups?.['code'];
    assert.ok(code, name);
    await writeFile(join(folder, name), code);
    return runProgram(python, [join(folder, name), argument], { TF_CPP_MIN_LOG_LEVEL: '3' });
  };
  const keras = join(await writeModel(exportKeras, model, folder), 'model.keras');
  const movingStatistics = graph.nodes
    .filter(({ operation }) => operation.kind === 'batchNormalisation')
    .reduce((sum, { shape }) => sum + 2 * shape.channels, 0);
  const values = graph.figures.parameters + movingStatistics;
  const about = `${formatBlock(canonicalBlock(block))}, weights initialised`;
  const [ofKeras, ofSavedModel] = await Promise.all([
    run('load_keras.py', keras),
    run('load_savedmodel.py', await writeModel(exportSavedModel, model, folder)),
  ]);
  assert.deepEqual(lines(ofKeras), [
    `${about}, ${values} values`,
    'probabilities: 10',
    'fine-tuned: 3 classes',
  ]);
  assert.deepEqual(lines(ofSavedModel), [about, 'probabilities: 10']);
}

function lines(text: string): string[] {
  return text.trim().split('\n');
}
