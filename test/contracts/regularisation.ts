import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { initialiseWeights } from '@blockqnn/network';
import {
  type Batch,
  type Engine,
  type Learning,
  type LoadedImages,
  type MixUp,
  type OpenNetwork,
  PLAIN_LEARNING,
} from '@blockqnn/training';
import { featureMap } from './plain-layers.js';
import { PlainNetwork, type Targets, targetsOf } from './plain-network.js';
import { IMAGES, mapOf, plainBatchOf, SIX } from './toy-batches.js';
import { TOY_SHAPE } from './toy-images.js';
import { assertClose, toyNetwork } from './toy-network.js';

const GRAPH = toyNetwork();
const LABELS = [...SIX].map((index) => IMAGES.labels[index] ?? 0);
const LEARNING_RATE = 0.01;

/** What every engine promises of smoothed labels, mixed and blanked images. */
export function regularisationContract(name: string, createEngine: () => Promise<Engine>): void {
  describe(`regularisation on the ${name} engine`, () => {
    let engine: Engine;
    let images: LoadedImages;

    before(async () => {
      engine = await createEngine();
      images = await engine.loadImages(IMAGES, TOY_SHAPE);
    });
    after(async () => {
      await images[Symbol.asyncDispose]();
      await engine[Symbol.asyncDispose]();
    });

    const openToy = (labelSmoothing = 0): Promise<OpenNetwork> =>
      engine.open(GRAPH, initialiseWeights(GRAPH, 6), smoothedBy(labelSmoothing));
    const lossesOf = async (network: OpenNetwork, batch: Batch): Promise<number[]> => {
      const losses: number[] = [];
      for (let step = 0; step < 3; step += 1) losses.push((await network.step(batch, LEARNING_RATE)).loss);
      return losses;
    };

    for (const labelSmoothing of [0, 0.2]) {
      test(`smooths labels by ${labelSmoothing} in training alone`, async () => {
        const plain = new PlainNetwork(GRAPH, initialiseWeights(GRAPH, 6), smoothedBy(labelSmoothing));
        await using network = await openToy(labelSmoothing);
        for (const loss of await lossesOf(network, plainBatchOf(images, SIX))) {
          assertClose(loss / SIX.length, plain.trainStep(mapOf(SIX), LABELS, LEARNING_RATE), 2e-4, 'loss');
        }
        const { loss } = await network.classify(plainBatchOf(images, SIX));
        assertClose(loss / SIX.length, plain.evaluate(mapOf(SIX), LABELS), 2e-4, 'loss of the evaluation');
      });

      test(`mixes images and targets, smoothed by ${labelSmoothing}`, async () => {
        const mixUp: MixUp = { share: 0.7, partners: Int32Array.of(1, 2, 0, 3, 5, 4) };
        const plain = new PlainNetwork(GRAPH, initialiseWeights(GRAPH, 6), smoothedBy(labelSmoothing));
        await using network = await openToy(labelSmoothing);
        for (const loss of await lossesOf(network, { ...plainBatchOf(images, SIX), mixUp })) {
          const expected = plain.trainTowards(mixedMap(mixUp), mixedTargets(mixUp), LEARNING_RATE);
          assertClose(loss / SIX.length, expected, 2e-4, 'loss');
        }
      });
    }

    test('counts a mixed image as correct where its own label is', async () => {
      await using network = await openToy();
      const batch = plainBatchOf(images, SIX);
      for (let step = 0; step < 60; step += 1) await network.step(batch, 0.02);
      assert.equal((await network.step(batch, 0.02)).correct, SIX.length);
      // Every image is its partner, which has another label: nothing is left of what its own would be.
      const partners = Int32Array.of(1, 2, 0, 4, 5, 3);
      const mixed = await network.step({ ...batch, mixUp: { share: 0, partners } }, LEARNING_RATE);
      assert.equal(mixed.correct, 0);
    });

    test('mixes nothing with a share of 1, and after the other augmentations', async () => {
      const partners = Int32Array.of(5, 4, 3, 2, 1, 0);
      const shifts = Int8Array.from({ length: 12 }, (_, i) => (i % 3) - 1);
      const batch: Batch = { ...plainBatchOf(images, SIX), shifts, flips: Uint8Array.of(1, 0, 1, 0, 1, 0) };
      await using plain = await openToy();
      await using mixed = await openToy();
      const losses = await lossesOf(plain, batch);
      for (const [step, loss] of (
        await lossesOf(mixed, { ...batch, mixUp: { share: 1, partners } })
      ).entries()) {
        assertClose(loss, losses[step] ?? Number.NaN, 1e-5, 'loss');
      }
    });

    test('blanks squares, cut off at the border, as if the images were blank there', async () => {
      const corners = Int16Array.of(0, 0, -1, -1, 5, 4, 2, 3, 6, 6, -3, 0);
      const blanked = IMAGES.pixels.slice();
      for (const [position, image] of SIX.entries()) {
        blank(blanked, image, corners[2 * position] ?? 0, corners[2 * position + 1] ?? 0, 3);
      }
      await using asLoaded = await engine.loadImages({ ...IMAGES, pixels: blanked }, TOY_SHAPE);
      await using told = await openToy();
      await using loaded = await openToy();
      assert.deepEqual(
        await lossesOf(told, { ...plainBatchOf(images, SIX), cutOut: { side: 3, corners } }),
        await lossesOf(loaded, plainBatchOf(asLoaded, SIX)),
      );
    });

    test('refuses partners that are not in the batch', async () => {
      await using network = await openToy();
      for (const partners of [
        Int32Array.of(0, 1, 2, 3, 4, 6),
        Int32Array.of(0, 1, 2, 3, 4, -1),
        Int32Array.of(0),
      ]) {
        const batch: Batch = { ...plainBatchOf(images, SIX), mixUp: { share: 0.5, partners } };
        await assert.rejects(network.step(batch, LEARNING_RATE), /partners.*6/);
      }
    });
  });
}

function smoothedBy(labelSmoothing: number): Learning {
  return { ...PLAIN_LEARNING, labelSmoothing };
}

function mixedMap({ share, partners }: MixUp): ReturnType<typeof mapOf> {
  const { shape, values } = mapOf(SIX);
  const size = values.length / SIX.length;
  return featureMap(shape, (index) => {
    const partner = (partners[Math.floor(index / size)] ?? 0) * size + (index % size);
    return share * (values[index] ?? 0) + (1 - share) * (values[partner] ?? 0);
  });
}

function mixedTargets({ share, partners }: MixUp): Targets {
  const targets = targetsOf(LABELS, GRAPH.classes);
  return targets.map((row, image) =>
    row.map((own, index) => share * own + (1 - share) * (targets[partners[image] ?? 0]?.[index] ?? 0)),
  );
}

function blank(pixels: Uint8Array, image: number, top: number, left: number, side: number): void {
  const { height, width, channels } = TOY_SHAPE;
  for (let row = Math.max(top, 0); row < Math.min(top + side, height); row += 1) {
    for (let column = Math.max(left, 0); column < Math.min(left + side, width); column += 1) {
      const start = ((image * height + row) * width + column) * channels;
      pixels.fill(0, start, start + channels);
    }
  }
}
