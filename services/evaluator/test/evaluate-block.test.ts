import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { blockToProto, recipeToProto, stackToProto, type EvaluatorMethods } from '@blockqnn/api';
import { buildLayerGraph, cifarStack } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import { RpcError } from '@blockqnn/rpc';
import { EARLY_STOP_RECIPE } from '@blockqnn/training/recipes';
import { status } from '@grpc/grpc-js';
import fc from 'fast-check';
import { testEvaluator, until, type TestEvaluator } from './evaluator.js';
import { endlessTask, tinyTask } from './tiny-task.js';

type Request = EvaluatorMethods['evaluateBlock']['requestInput'];
type Response = EvaluatorMethods['evaluateBlock']['response'];

const request = (changes: Request = {}): Request => ({
  nsc: tinyTask.nsc,
  dataset: tinyTask.dataset,
  stack: stackToProto(tinyTask.stack),
  recipe: recipeToProto(tinyTask.recipe),
  seed: 1,
  ...changes,
});
const endless = request({ recipe: recipeToProto(endlessTask.recipe) });

let evaluator: TestEvaluator;
before(async () => {
  evaluator = await testEvaluator({
    patienceMs: 200,
    memoryLimitBytes: 2 ** 28,
    datasets: [{ name: 'broken', kind: 'cifar10', directory: '/nowhere' }],
  });
  await until(() => evaluator.running.workers[0]?.pid !== undefined);
});
after(async () => {
  await evaluator[Symbol.asyncDispose]();
});

async function collect(changes?: Request): Promise<Response[]> {
  const responses: Response[] = [];
  for await (const response of patiently(request(changes))) responses.push(response);
  return responses;
}

/** Until the first training process is ready all workers count as busy. */
async function* patiently(changes: Request, signal?: AbortSignal): AsyncGenerator<Response> {
  for (;;) {
    try {
      yield* evaluator.client.evaluateBlock(changes, signal ? { signal } : {});
      return;
    } catch (error) {
      if (!(error instanceof RpcError && error.reason === 'WORKERS_BUSY')) throw error;
    }
  }
}

async function refusal(changes: Request): Promise<RpcError> {
  try {
    await collect(changes);
  } catch (error) {
    assert.ok(error instanceof RpcError);
    return error;
  }
  assert.fail('was accepted');
}

const fields = (error: RpcError) => error.violations.map(({ field }) => field);

describe('EvaluateBlock', { timeout: 300_000 }, () => {
  it('streams what is about to be trained, the epochs, and the measurement last', async () => {
    const responses = await collect();
    assert.deepEqual(
      responses.map(({ event }) => event),
      ['started', 'epoch', 'epoch', 'measurement'],
    );
    const block = parseBlock(tinyTask.nsc);
    const started = responses[0]?.started;
    assert.ok(started);
    assert.equal(started.block?.name, blockToProto(block).name);
    assert.deepEqual(started.figures, buildLayerGraph(block, tinyTask.stack).figures);
    assert.deepEqual(started.recipe, recipeToProto(tinyTask.recipe));
    const measurement = responses[3]?.measurement;
    assert.ok(measurement);
    assert.deepEqual(measurement.epochs, [responses[1]?.epoch, responses[2]?.epoch]);
    assert.equal(measurement.accuracy, measurement.epochs[1]?.accuracy);
    assert.match(measurement.device, /wasm.*1 thread/);
    assert.equal(measurement.weightsSha256, '');
  });

  it('trains in the stack of the paper by the recipe of the paper where nothing else is said', async () => {
    const cancel = new AbortController();
    for await (const { started } of patiently({ nsc: 'conv3@0', dataset: 'procedural' }, cancel.signal)) {
      const stack = cifarStack({ input: { height: 16, width: 16, channels: 3 }, classes: 10 });
      assert.deepEqual(started?.figures, buildLayerGraph(parseBlock('conv3@0'), stack).figures);
      assert.deepEqual(started.recipe, recipeToProto(EARLY_STOP_RECIPE));
      break;
    }
  });

  it('takes the 5-tuple form too, and trains the canonical block', async () => {
    for await (const { started } of patiently(request({ nsc: '[[1,4,0,0,0],[2,1,1,1,0],[3,7,0,0,0]]' }))) {
      assert.equal(started?.block?.nsc, 'conv1@0');
      break;
    }
  });

  it('says INFEASIBLE of a network above the limits, naming the bound', async () => {
    const [started, result, ...rest] = await collect({ limits: { maxFlops: 10 } });
    assert.ok(started?.started?.figures);
    assert.equal(result?.failure?.reason, 'FAILURE_REASON_INFEASIBLE');
    assert.match(result.failure.message, /max_flops: .* at most 10/);
    assert.deepEqual(rest, []);
  });

  it('says OUT_OF_MEMORY of a network that is too big for the machine', async () => {
    const stages = Array.from({ length: 3 }, () => ({ repeats: 4, filters: 512 }));
    const responses = await collect({ stack: { ...stackToProto(tinyTask.stack), stages }, nsc: 'conv5@0' });
    assert.equal(responses.at(-1)?.failure?.reason, 'FAILURE_REASON_OUT_OF_MEMORY');
  });

  it('measures no block of a search on test images', async () => {
    const error = await refusal({ recipe: { ...recipeToProto(tinyTask.recipe), validationFraction: 0 } });
    assert.equal(error.code, status.INVALID_ARGUMENT);
    assert.deepEqual(fields(error), ['recipe.validation_fraction']);
  });

  it('names every bad field at once', async () => {
    const error = await refusal({
      nsc: 'conv3@2',
      dataset: 'photos?limit=5',
      stack: { ...stackToProto(tinyTask.stack), stages: [{ repeats: 0, filters: 1_000_000_000 }] },
      recipe: { ...recipeToProto(tinyTask.recipe), epochs: 0, learningRate: Number.NaN },
      limits: { maxFlops: -1 },
      seed: -1,
    });
    assert.equal(error.code, status.INVALID_ARGUMENT);
    assert.deepEqual(fields(error).sort(), [
      'dataset',
      'limits.max_flops',
      'nsc',
      'recipe.epochs',
      'recipe.learning_rate',
      'seed',
      'stack.stages[0].filters',
      'stack.stages[0].repeats',
    ]);
    assert.match(error.message, /it has: procedural, broken/);
  });

  it('refuses a stack that is not made for the dataset', async () => {
    const stack = {
      ...stackToProto(tinyTask.stack),
      input: { height: 32, width: 16, channels: 3 },
      classes: 7,
    };
    const error = await refusal({ stack });
    assert.deepEqual(fields(error), ['stack.input.height', 'stack.classes']);
    assert.match(error.message, /32, but images of procedural have 16/);
  });

  it('says FAILED_PRECONDITION where the image set does not open', async () => {
    const error = await refusal({ dataset: 'broken', stack: null });
    assert.deepEqual([error.code, error.reason], [status.FAILED_PRECONDITION, 'DATASET_UNUSABLE']);
    assert.match(error.message, /nowhere/);
  });

  it('stops the training when the caller goes away', async () => {
    const cancel = new AbortController();
    await assert.rejects(async () => {
      for await (const { epoch } of patiently(endless, cancel.signal)) {
        if (epoch) cancel.abort();
      }
    });
    await until(() => evaluator.running.workers[0]?.busy === false);
  });

  it('says RESOURCE_EXHAUSTED (WORKERS_BUSY) and when to try again while every worker is taken', async () => {
    const cancel = new AbortController();
    const stream = patiently(endless, cancel.signal);
    await stream.next();
    await assert.rejects(
      async () => {
        for await (const _ of evaluator.client.evaluateBlock(request()));
      },
      (error: RpcError) => {
        assert.deepEqual([error.code, error.reason], [status.RESOURCE_EXHAUSTED, 'WORKERS_BUSY']);
        assert.ok(error.retryDelayMs !== undefined && error.retryDelayMs > 0);
        return true;
      },
    );
    cancel.abort();
  });

  it('says CRASHED when the training process is killed, and trains the next block', async () => {
    let last: Response | undefined;
    for await (const response of patiently(endless)) {
      const pid = evaluator.running.workers[0]?.pid;
      if (response.epoch?.number === 1 && pid !== undefined) process.kill(pid, 'SIGKILL');
      last = response;
    }
    assert.equal(last?.failure?.reason, 'FAILURE_REASON_CRASHED');
    assert.match(last.failure.message, /SIGKILL/);
    assert.ok((await collect()).at(-1)?.measurement);
  });

  it('answers any request with a fitting code', async () => {
    await fc.assert(
      fc.asyncProperty(anyRequest, async (any) => {
        const cancel = new AbortController();
        try {
          for await (const _ of evaluator.client.evaluateBlock(any, { signal: cancel.signal })) {
            cancel.abort();
          }
        } catch (error) {
          assert.ok(error instanceof RpcError);
          const fitting = [status.INVALID_ARGUMENT, status.RESOURCE_EXHAUSTED, status.CANCELLED];
          assert.ok(fitting.includes(error.code), `${status[error.code]}: ${error.message}`);
          if (error.code === status.INVALID_ARGUMENT) assert.ok(error.violations.length > 0);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('GetCapabilities', () => {
  it('tells engine, workers and datasets', async () => {
    await until(() => evaluator.running.workers[0]?.busy === false);
    const capabilities = await evaluator.client.getCapabilities({});
    const { device, engineVersion, ...rest } = capabilities;
    assert.ok(device !== '' && engineVersion !== '');
    assert.deepEqual(rest, {
      engine: 'wasm',
      threads: 1,
      workers: 1,
      busyWorkers: 0,
      datasets: [
        { name: 'procedural', shape: { height: 16, width: 16, channels: 3 }, classes: 10 },
        { name: 'broken', shape: { height: 32, width: 32, channels: 3 }, classes: 10 },
      ],
    });
  });
});

const int32 = fc.oneof(fc.constantFrom(0, 1, 2, 3, 16, -1), fc.integer());
const int64 = fc.oneof(fc.constantFrom(0, 1, 1_000_000), fc.maxSafeInteger());
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const anyStack = fc.record({
  input: maybe(fc.record({ height: int32, width: int32, channels: int32 })),
  stem: maybe(fc.record({ filters: int32, kernel: int32, stride: int32, pooling: fc.boolean() })),
  stages: fc.array(fc.record({ repeats: int32, filters: int32 }), { maxLength: 10 }),
  classes: int32,
});
const anyRecipe = fc.record({
  epochs: int32,
  batchSize: int32,
  learningRate: fc.double(),
  decayFactor: fc.double(),
  decayEpochs: int32,
  restartFactor: fc.double(),
  maxRestarts: int32,
  validationFraction: fc.double(),
  cropPadding: int32,
  horizontalFlip: fc.boolean(),
});
/** Each field good or bad, so that some requests are good, most are bad in a few places. */
const anyRequest: fc.Arbitrary<Request> = fc.record({
  nsc: fc.oneof(
    fc.constantFrom('conv1@0', 'conv3@0,add@1+0', '[]', 'conv1@0,'),
    fc.string({ unit: 'binary' }),
    fc.json(),
  ),
  dataset: fc.oneof(
    fc.constantFrom('procedural', 'procedural?limit=100', 'procedural?limit=0'),
    fc.string({ unit: 'binary' }),
  ),
  stack: fc.oneof(fc.constant(null), fc.constant(stackToProto(tinyTask.stack)), anyStack),
  recipe: fc.oneof(fc.constant(null), fc.constant(recipeToProto(tinyTask.recipe)), anyRecipe),
  limits: maybe(fc.record({ maxFlops: int64, maxParameters: int64, maxActivationBytes: int64 })),
  seed: fc.oneof(fc.nat(), int64),
});
