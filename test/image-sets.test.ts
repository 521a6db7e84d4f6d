import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDataset, type ImageSet } from '@blockqnn/datasets';
import { buildLayerGraph, smallStack } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import { createEngine, QUICK_RECIPE, trainBlock } from '@blockqnn/training';
import { realImages } from './tools/real-images.js';

test('a real CIFAR-10 folder opens, balanced and in colour', async (t) => {
  const directory = realImages(t, 'cifar10');
  if (directory === undefined) return;
  const set = await openDataset({ name: 'cifar10', limit: 100 }, [
    { name: 'cifar10', kind: 'cifar10', directory },
  ]);
  assert.equal(set.train.count, 100);
  assert.ok(set.test.count >= 1000);
  assert.equal(set.classes[0], 'airplane');
  // Neighbouring pixels of a photograph are alike; those of planes read in the wrong order are not.
  assert.ok(meanStep(set, 3) < 20 && meanStep(set, 3 * 32) < 20, `${meanStep(set, 3)}, ${meanStep(set, 96)}`);
});

test('on procedural images good blocks are at least 20 points above bad ones', async () => {
  const imageSet = await openDataset({ name: 'procedural' }, []);
  await using engine = await createEngine();
  const accuracyOf = async (code: string): Promise<number> => {
    const graph = buildLayerGraph(parseBlock(code), smallStack({ input: imageSet.shape, classes: 10 }));
    const signal = new AbortController().signal;
    const outcome = await trainBlock({ graph, imageSet, recipe: QUICK_RECIPE, seed: 1, engine, signal });
    return outcome.kind === 'measured' ? outcome.accuracy : assert.fail(outcome.message);
  };
  const bad = Math.max(await accuracyOf('id@0'), await accuracyOf('max3@0'));
  const good = Math.min(
    await accuracyOf('conv3@0,conv3@1'),
    await accuracyOf('conv3@0,conv5@0,conv3@1,add@2+3'),
  );
  assert.ok(bad < 0.3, `without convolutions: ${bad}`);
  assert.ok(good >= bad + 0.2, `with convolutions: ${good}`);
});

/** Mean difference of a value from the one so many places on. */
function meanStep({ train: { pixels } }: ImageSet, places: number): number {
  let sum = 0;
  for (let i = 0; i + places < pixels.length; i++)
    sum += Math.abs((pixels[i] ?? 0) - (pixels[i + places] ?? 0));
  return sum / (pixels.length - places);
}
