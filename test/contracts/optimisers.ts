import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { initialiseWeights } from '@blockqnn/network';
import {
  ADAM,
  type Engine,
  type Learning,
  type LoadedImages,
  type NetworkState,
  type OpenNetwork,
  type Optimiser,
  type SgdOptimiser,
} from '@blockqnn/training';
import { PlainNetwork } from './plain-network.js';
import { IMAGES, mapOf, plainBatchOf, SIX } from './toy-batches.js';
import { TOY_SHAPE } from './toy-images.js';
import { assertClose, toyNetwork } from './toy-network.js';

const SGD: SgdOptimiser = { kind: 'sgd', momentum: 0.9, weightDecay: 0 };
const GRAPH = toyNetwork();
const LEARNING_RATE = 0.01;

/** What every engine promises of the ways to learn that a recipe can ask for. */
export function optimiserContract(name: string, createEngine: () => Promise<Engine>): void {
  describe(`optimisers of the ${name} engine`, () => {
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

    const openWith = (optimiser: Optimiser, seed = 6): Promise<OpenNetwork> =>
      engine.open(GRAPH, initialiseWeights(GRAPH, seed), learningBy(optimiser));
    const lossesOf = async (network: OpenNetwork, steps: number): Promise<number[]> => {
      const losses: number[] = [];
      for (let step = 0; step < steps; step += 1) {
        losses.push((await network.step(plainBatchOf(images, SIX), LEARNING_RATE)).loss / SIX.length);
      }
      return losses;
    };

    for (const [what, optimiser] of [
      ['gradient descent', { ...SGD, momentum: 0 }],
      ['momentum', SGD],
      ['momentum and weight decay', { ...SGD, weightDecay: 0.3 }],
      ['Adam with weight decay', { ...ADAM, weightDecay: 0.3 }],
      ['Adam with other numbers', { ...ADAM, beta1: 0.5, beta2: 0.8, epsilon: 0.01 }],
    ] satisfies readonly (readonly [string, Optimiser])[]) {
      test(`moves weights as the definitions in float64 do: ${what}`, async () => {
        const plain = new PlainNetwork(GRAPH, initialiseWeights(GRAPH, 6), learningBy(optimiser));
        const labels = [...SIX].map((index) => IMAGES.labels[index] ?? 0);
        await using network = await openWith(optimiser);
        for (const [step, loss] of (await lossesOf(network, 4)).entries()) {
          assertClose(loss, plain.trainStep(mapOf(SIX), labels, LEARNING_RATE), 2e-4, `loss of step ${step}`);
        }
        for (const [weight, { data }] of await network.readWeights()) {
          for (const [index, value] of plain.weight(weight).entries()) {
            assertClose(data[index] ?? Number.NaN, value, 1e-3, `${weight}[${index}]`);
          }
        }
      });
    }

    for (const [optimiser, moments] of [
      [ADAM, ['mean', 'square']],
      [SGD, ['velocity']],
    ] as const) {
      test(`goes on from a state as if nothing had been between: ${optimiser.kind}`, async () => {
        await using network = await openWith(optimiser);
        await lossesOf(network, 2);
        const state = await network.readState();
        const losses = await lossesOf(network, 3);
        await using other = await openWith(optimiser, 7);
        await lossesOf(other, 1);
        await other.writeState(state);
        assert.deepEqual(await lossesOf(other, 3), losses);
        assert.deepEqual(
          new Map((await other.readState()).moments),
          new Map((await network.readState()).moments),
        );
      });

      test(`keeps its moments by name, with the steps: ${optimiser.kind}`, async () => {
        await using network = await openWith(optimiser);
        await lossesOf(network, 2);
        const state = await network.readState();
        const trained = GRAPH.nodes.flatMap(({ weights }) => weights.filter(({ trainable }) => trainable));
        const expected = trained.flatMap((spec) => moments.map((moment) => `${spec.name}/${moment}`));
        assert.deepEqual([...state.moments.keys()].toSorted(), expected.toSorted());
        assert.equal(state.steps, 2);
        for (const { name: weight, shape } of trained) {
          for (const moment of moments) {
            assert.deepEqual(state.moments.get(`${weight}/${moment}`)?.shape, shape);
          }
        }
        for (const { data } of [...state.weights.values(), ...state.moments.values()]) data.fill(9);
        const kept = await network.readState();
        assert.ok([...kept.moments.values()].every(({ data }) => data.every((value) => value !== 9)));
      });
    }

    test('starts with empty moments, and again after a reset', async () => {
      await using network = await openWith(SGD);
      const isEmpty = ({ moments, steps }: NetworkState): boolean =>
        steps === 0 && [...moments.values()].every(({ data }) => data.every((value) => value === 0));
      assert.ok(isEmpty(await network.readState()));
      const losses = await lossesOf(network, 3);
      assert.ok(!isEmpty(await network.readState()));
      await network.reset(initialiseWeights(GRAPH, 6));
      assert.ok(isEmpty(await network.readState()));
      assert.deepEqual(await lossesOf(network, 3), losses);
    });

    test("refuses another optimiser's state and another network's, by name", async () => {
      await using network = await openWith(SGD);
      await using byAdam = await openWith(ADAM);
      const state = await network.readState();
      await assert.rejects(async () => byAdam.writeState(state), /stem_conv\/kernel\/mean/);
      const strange = {
        ...state,
        moments: new Map([...state.moments, ...(await byAdam.readState()).moments]),
      };
      await assert.rejects(async () => network.writeState(strange), /stem_conv\/kernel\/mean/);
      const short = new Map(state.moments);
      short.set('stem_conv/kernel/velocity', { shape: [1], data: new Float32Array(1) });
      await assert.rejects(async () => network.writeState({ ...state, moments: short }), /stem_conv.*\[1\]/);
      const weights = new Map(state.weights);
      weights.delete('stem_conv/kernel');
      await assert.rejects(async () => network.writeState({ ...state, weights }), /stem_conv\/kernel/);
    });

    test('says so where decay alone makes a weight no number', async () => {
      await using network = await openWith({ ...SGD, weightDecay: 1e30 });
      const losses = await lossesOf(network, 4);
      assert.ok(
        losses.some((loss) => !Number.isFinite(loss)),
        losses.join(),
      );
    });
  });
}

function learningBy(optimiser: Optimiser): Learning {
  return { optimiser, labelSmoothing: 0 };
}
