import assert from 'node:assert/strict';
import type { CompareStrategiesResponseMessage, EvaluationInput } from '@blockqnn/api';
import { onBothDatabases } from './on-both-databases.js';
import { refused } from './refused.js';
import { evaluation, testRegistry, type EvaluationOptions } from './test-registry.js';

const bothTest = onBothDatabases();

const of = (strategy: string, options: EvaluationOptions): EvaluationInput => ({
  ...evaluation(options),
  strategy,
});

/** [evaluations, searches, best mean, window's mean] of each point. */
function points({ curves }: CompareStrategiesResponseMessage, strategy: string) {
  const curve = curves.find((each) => each.strategy === strategy) ?? assert.fail(strategy);
  return curve.points.map(({ evaluations, searches, bestAccuracy, meanAccuracy }) => [
    evaluations,
    searches,
    bestAccuracy?.mean,
    meanAccuracy?.mean,
  ]);
}

bothTest(
  'each strategy is followed through its searches, failures counted and without accuracy',
  async (place) => {
    await using registry = await testRegistry(place);
    await registry.publish(
      of('random', { search: 'r1', trial: 1, accuracy: 0.25 }),
      of('random', { search: 'r2', trial: 1, accuracy: undefined }),
      of('q-learning', { search: 'q1', trial: 1, accuracy: 0.5 }),
      of('random', { search: 'r1', trial: 2, accuracy: 0.75 }),
      of('random', { search: 'r2', trial: 2, accuracy: 0.25 }),
      of('random', { search: 'r1', trial: 3, accuracy: 0.5 }),
      of('', { search: 'q1', trial: 2, accuracy: 1 }),
    );
    const answer = await registry.client.compareStrategies({ window: 2 });
    assert.deepEqual(
      answer.curves.map(({ strategy, searches, evaluations, failures }) => [
        strategy,
        searches,
        evaluations,
        failures,
      ]),
      [
        ['', 1, 1, 0],
        ['q-learning', 1, 1, 0],
        ['random', 2, 5, 1],
      ],
    );
    assert.deepEqual(points(answer, 'random'), [
      [1, 1, 0.25, 0.25],
      [2, 2, 0.5, 0.375],
      [3, 1, 0.75, 0.625],
    ]);
    const second = answer.curves[2]?.points[1]?.bestAccuracy;
    assert.deepEqual([second?.minimum, second?.maximum], [0.25, 0.75]);
    assert.ok(Math.abs((second?.standardDeviation ?? 0) - Math.SQRT1_2 / 2) < 1e-12);
    assert.deepEqual([answer.window, answer.datasets], [2, ['cifar10']]);
  },
);

bothTest('evaluations count in the order of their completion, whenever they arrive', async (place) => {
  await using registry = await testRegistry(place);
  const completed = (trial: number, accuracy: number, seconds: number): EvaluationInput => ({
    ...of('random', { trial, accuracy }),
    completeTime: { seconds, nanos: 0 },
  });
  await registry.publish(
    completed(3, 0.9, 1_800_000_003),
    completed(2, 0.5, 1_800_000_002),
    completed(1, 0.1, 1_800_000_002),
  );
  const answer = await registry.client.compareStrategies({ window: 1 });
  assert.deepEqual(points(answer, 'random'), [
    [1, 1, 0.1, 0.1],
    [2, 1, 0.5, 0.5],
    [3, 1, 0.9, 0.9],
  ]);
});

bothTest('the filter chooses, and failures match unless it speaks of accuracy', async (place) => {
  await using registry = await testRegistry(place);
  await registry.publish(
    of('random', { trial: 1, dataset: 'one', accuracy: undefined }),
    of('random', { trial: 2, dataset: 'one', accuracy: 0.5 }),
    of('random', { trial: 3, dataset: 'two', accuracy: 0.9 }),
  );
  const one = await registry.client.compareStrategies({ filter: 'dataset = one' });
  // Before anything is measured there is no accuracy.
  assert.deepEqual(points(one, 'random'), [
    [1, 0, undefined, undefined],
    [2, 1, 0.5, 0.5],
  ]);
  assert.equal(one.window, 64);
  const measured = await registry.client.compareStrategies({ filter: 'dataset = one AND accuracy >= 0' });
  assert.deepEqual(points(measured, 'random'), [[1, 1, 0.5, 0.5]]);
  assert.deepEqual((await registry.client.compareStrategies({ filter: 'dataset = none' })).curves, []);
});

bothTest('no more points are sent than asked for, the first and the last among them', async (place) => {
  await using registry = await testRegistry(place);
  const count = 301;
  await registry.publish(
    ...Array.from({ length: count }, (_, index) =>
      of('random', { trial: index + 1, accuracy: index / count }),
    ),
  );
  const numbers = async (maxPoints: number) =>
    points(await registry.client.compareStrategies({ maxPoints }), 'random').map(
      ([evaluations]) => evaluations,
    );
  assert.deepEqual(await numbers(4), [1, 101, 201, 301]);
  assert.equal((await numbers(0)).length, 200);
});

bothTest('bad requests are refused by field and bound', async (place) => {
  await using registry = await testRegistry(place);
  const { client } = registry;
  await assert.rejects(client.compareStrategies({ window: -1 }), refused('window', /0 to 100000/));
  await assert.rejects(client.compareStrategies({ window: 100_001 }), refused('window', /0 to 100000/));
  await assert.rejects(client.compareStrategies({ maxPoints: 1 }), refused('max_points', /0, or 2 to 2000/));
  await assert.rejects(
    client.compareStrategies({ filter: 'accuracy >' }),
    refused('filter', /a value is missing/),
  );
});
