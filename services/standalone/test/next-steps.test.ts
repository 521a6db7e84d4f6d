import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatNextSteps } from '../src/next-steps.js';
import { standaloneCommand, type StandaloneOptions } from '../src/options.js';

const platform = (port: number) => ({
  controllerAddress: `127.0.0.1:${String(port)}`,
  evaluatorAddress: `127.0.0.1:${String(port + 1)}`,
  registryAddress: `127.0.0.1:${String(port + 2)}`,
});
const best = { name: 'blocks/0123456789abcdef', nsc: 'conv3@0' };

async function options(...flags: string[]): Promise<StandaloneOptions> {
  let parsed: StandaloneOptions | undefined;
  const command = standaloneCommand((given) => {
    parsed = given;
    return Promise.resolve();
  });
  await command.parseAsync(flags, { from: 'user' });
  assert.ok(parsed);
  return parsed;
}

describe('next steps', () => {
  it('need no flags after a plain start, and name a folder that is new for each block', async () => {
    const text = formatNextSteps(platform(50_051), best, await options(), 'log');
    assert.match(text, /^ {2}npx blockqnn blocks show 0123456789abcdef$/m);
    assert.match(text, /^ {2}npx blockqnn evaluate conv3@0 --epochs 8$/m);
    assert.match(text, /^ {2}npx blockqnn model export 0123456789abcdef .* --out model-0123456789abcdef$/m);
    assert.match(text, /Serving until Ctrl-C\.$/);
  });

  it('name the addresses of services that serve elsewhere', async () => {
    const text = formatNextSteps(platform(40_000), best, await options('--port', '0'), 'log');
    assert.match(text, /blocks show 0123456789abcdef --registry 127\.0\.0\.1:40002$/m);
    assert.match(text, /evaluate conv3@0 --epochs 8 --evaluator 127\.0\.0\.1:40001$/m);
  });

  it('never name ports that are gone with the process', async () => {
    const given = await options('--exit', '--port', '0', '--state-dir', 'my state');
    const text = formatNextSteps(platform(40_000), best, given, 'log');
    assert.doesNotMatch(text, /127\.0\.0\.1|40002|Serving/);
    assert.ok(text.includes("(npm start -- --state-dir 'my state')"), text);
  });

  it('say after --exit how the services come back where they were', async () => {
    const dataset = 'imagefolder:some/folder?limit=2000&size=32';
    const given = await options('--exit', '--port', '6000', '--dataset', dataset);
    const text = formatNextSteps(platform(6000), best, given, 'log');
    assert.ok(
      text.includes("(npm start -- --port 6000 --dataset 'imagefolder:some/folder?limit=2000&size=32')"),
      text,
    );
    assert.match(text, /blocks show 0123456789abcdef --registry 127\.0\.0\.1:6002$/m);
  });

  it('evaluate the block as in the search', async () => {
    const flags = [
      '--dataset',
      'cifar10:d?limit=9',
      '--stack',
      'cifar',
      '--recipe',
      'early-stop',
      '--seed',
      '3',
    ];
    const text = formatNextSteps(platform(50_051), best, await options(...flags), 'log');
    const line = "conv3@0 --epochs 8 --dataset 'cifar10?limit=9' --stack cifar --recipe early-stop --seed 3";
    assert.ok(text.includes(line), text);
  });

  it('are no commands where there is no block for them', async () => {
    for (const given of [await options(), await options('--exit')]) {
      assert.doesNotMatch(formatNextSteps(platform(50_051), undefined, given, 'log'), /npx|Next/);
    }
  });
});
