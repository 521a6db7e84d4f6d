import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { PROTO_DIR, type EvaluationInput, type EvaluationMessage } from '@blockqnn/api';
import fc from 'fast-check';
import { pythonVenv } from '../../../test/tools/python.js';
import { decodeEvaluationCompleted, encodeEvaluationCompleted } from '../src/evaluation-completed.js';
import { evaluationFromJson, evaluationToJson } from '../src/evaluation-json.js';
import { FAILED, MEASURED } from './evaluations.js';

/** Without -0, which JSON.stringify writes as 0. */
const number = fc.double().map((value) => value + 0);
const finite = fc.double({ noDefaultInfinity: true, noNaN: true }).map((value) => value + 0);
const record = <T>(model: { [Key in keyof T]: fc.Arbitrary<T[Key]> }) =>
  fc.record<T>(model, { noNullPrototype: true });
const count = fc.integer({ min: 0, max: 2 ** 31 - 1 });
const large = fc.maxSafeInteger();
const nanos = fc.integer({ min: 0, max: 999_999_999 });
const text = fc.string({ unit: 'grapheme' });
const duration = record({ seconds: fc.integer({ min: 0, max: 10 ** 9 }), nanos });

const epoch = record({
  number: count,
  accuracy: finite,
  loss: number,
  trainingAccuracy: finite,
  learningRate: finite,
  duration: fc.option(duration),
});
const measurement = record({
  accuracy: finite,
  epochs: fc.array(epoch, { maxLength: 3 }),
  duration: fc.option(duration),
  device: text,
  restarts: count,
  weightsSha256: text,
});

/** Evaluations in the form in which they are received, so that everything is set. */
const evaluations: fc.Arbitrary<EvaluationMessage> = record({
  trial: fc.constant('searches/s1/trials/1'),
  dataset: text,
  figures: fc.option(record({ flops: large, parameters: large, activationBytes: large })),
  reward: finite,
  attempt: count,
  worker: text,
  completeTime: fc.option(
    record({ seconds: fc.integer({ min: -62_135_596_800, max: 253_402_300_799 }), nanos }),
  ),
  strategy: text,
  seed: large,
  outcome: fc.oneof(
    record({ measurement, outcome: fc.constant('measurement' as const) }),
    record({
      failure: record({ reason: fc.constant('FAILURE_REASON_CRASHED' as const), message: text }),
      outcome: fc.constant('failure' as const),
    }),
  ),
}).map(({ outcome, ...rest }) => ({ ...rest, ...outcome, block: null, stack: null, recipe: null }));

test('reading gives back what was written', () => {
  fc.assert(
    fc.property(evaluations, (evaluation) => {
      assert.deepEqual(evaluationFromJson(evaluationToJson(evaluation)), evaluation);
    }),
  );
});

test('reading arbitrary JSON either succeeds or names a field', () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.constantFrom('figures', 'measurement', 'stack', 'completeTime'),
      (json, field) => {
        try {
          evaluationFromJson(JSON.stringify({ [field]: json }));
        } catch (error) {
          assert.equal((error as Error).name, 'JsonFormatError');
        }
      },
    ),
  );
});

test("reads and writes as Google's own library does", { timeout: 300_000 }, async (t) => {
  const python = await pythonVenv(t, ['grpcio', 'grpcio-tools', 'googleapis-common-protos']);
  if (python === undefined) return;
  const sent: EvaluationInput[] = [MEASURED, FAILED, ...fc.sample(evaluations, { numRuns: 50, seed: 1 })];
  const bodies = sent.map((evaluation) =>
    new TextDecoder().decode(encodeEvaluationCompleted(evaluation).body),
  );
  const script = fileURLToPath(new URL('proto-json.py', import.meta.url));
  const { stdout, stderr } = spawnSync(python, [script, PROTO_DIR], {
    input: bodies.map((body) => `${body}\n`).join(''),
    encoding: 'utf8',
  });
  const theirs = stdout.trimEnd().split('\n');
  assert.equal(theirs.length, bodies.length, stderr);
  for (const [index, body] of bodies.entries()) {
    assert.deepEqual(JSON.parse(body), JSON.parse(theirs[index] ?? ''));
    const reread = decodeEvaluationCompleted({
      subject: '',
      id: '',
      headers: {},
      body: new TextEncoder().encode(theirs[index]),
    });
    assert.deepEqual(reread, evaluationFromJson(evaluationToJson(sent[index] ?? {})));
  }
});

test('enumerations are written by name, those without one by number or as unspecified', () => {
  const written = (reason: unknown): unknown => {
    const failure = { reason, message: '' } as NonNullable<EvaluationInput['failure']>;
    const json = JSON.parse(evaluationToJson({ ...FAILED, failure })) as { failure: { reason: unknown } };
    return json.failure.reason;
  };
  assert.equal(written('FAILURE_REASON_CRASHED'), 'FAILURE_REASON_CRASHED');
  assert.equal(written(1), 'FAILURE_REASON_DIVERGED');
  assert.equal(written(99), 99);
  assert.equal(written('FAILURE_REASON_OF_TOMORROW'), 'FAILURE_REASON_UNSPECIFIED');
});
