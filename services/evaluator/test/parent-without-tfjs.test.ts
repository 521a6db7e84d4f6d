import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';

/** Whether TensorFlow.js, which is CommonJS, was loaded by importing a module in a process of its own. */
function loadsTensorFlow(module: string): boolean {
  const script = `
    await import(${JSON.stringify(module)});
    const { default: Module } = await import('node:module');
    console.log(Object.keys(Module._cache).some((file) => file.includes('@tensorflow')));`;
  const args = [
    ...process.execArgv.filter((arg) => !arg.startsWith('--test')),
    '--input-type=module',
    '--eval',
    script,
  ];
  return execFileSync(process.execPath, args, { encoding: 'utf8' }).trim() === 'true';
}

describe('the service', () => {
  it('leaves TensorFlow.js to its training processes', () => {
    assert.equal(loadsTensorFlow('@blockqnn/evaluator'), false);
    assert.equal(loadsTensorFlow('@blockqnn/training'), true, 'the check sees it where it is');
  });
});
