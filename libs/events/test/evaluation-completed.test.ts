import assert from 'node:assert/strict';
import test from 'node:test';
import { context, trace, TraceFlags } from '@opentelemetry/api';
import { startTelemetry } from '@blockqnn/telemetry';
import {
  decodeEvaluationCompleted,
  encodeEvaluationCompleted,
  sequenceOf,
} from '../src/evaluation-completed.js';
import { JsonFormatError } from '../src/json-format-error.js';
import { inTraceOf } from '../src/trace-context.js';
import { FAILED, MEASURED } from './evaluations.js';

const text = (body: Uint8Array): string => new TextDecoder().decode(body);

function received(body: unknown) {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : (body as Uint8Array);
  return { subject: 'blockqnn.v1.evaluations.completed.s1', id: 'x', headers: {}, body: bytes };
}

test('a completed evaluation is a CloudEvent in binary mode', () => {
  const { subject, id, headers } = encodeEvaluationCompleted(MEASURED);
  assert.equal(subject, 'blockqnn.v1.evaluations.completed.s1');
  assert.equal(id, 'searches/s1/trials/7/attempts/2');
  assert.deepEqual(headers, {
    'content-type': 'application/json',
    'ce-specversion': '1.0',
    'ce-id': 'searches/s1/trials/7/attempts/2',
    'ce-type': 'blockqnn.events.v1.EvaluationCompleted',
    'ce-source': '/blockqnn/controller',
    'ce-subject': 'searches/s1/trials/7',
    'ce-time': '2023-11-14T22:13:20.120Z',
  });
});

test('its body is the proto3 JSON mapping', () => {
  assert.deepEqual(JSON.parse(text(encodeEvaluationCompleted(MEASURED).body)), {
    evaluation: {
      trial: 'searches/s1/trials/7',
      block: {
        name: 'blocks/0123456789abcdef',
        nsc: 'conv3@0',
        layers: [
          { index: 1, type: 'LAYER_TYPE_CONVOLUTION', kernel: 3, pred1: 0, pred2: 0 },
          { index: 2, type: 'LAYER_TYPE_TERMINAL', kernel: 0, pred1: 0, pred2: 0 },
        ],
        density: 0.5,
      },
      dataset: 'cifar10?limit=2000',
      stack: {
        input: { height: 32, width: 32, channels: 3 },
        stem: { filters: 8, kernel: 3, stride: 1, pooling: false },
        stages: [{ repeats: 1, filters: 8 }],
        classes: 10,
      },
      figures: { flops: '9007199254740991', parameters: '12345', activationBytes: '0' },
      measurement: {
        accuracy: 0.8125,
        epochs: [
          {
            number: 1,
            accuracy: 0.25,
            loss: 'NaN',
            trainingAccuracy: 1e-7,
            learningRate: 0.001,
            duration: '1.500s',
          },
        ],
        duration: '61.000000001s',
        device: 'wasm, 1 thread',
        restarts: 0,
        weightsSha256: '',
      },
      reward: -12.5,
      attempt: 2,
      worker: 'Wörker "1"',
      completeTime: '2023-11-14T22:13:20.120Z',
      strategy: 'random',
      seed: '4294967295',
    },
  });
});

test('messages that are unset and members of a oneof are left out', () => {
  const { evaluation } = JSON.parse(text(encodeEvaluationCompleted(FAILED).body)) as { evaluation: object };
  assert.deepEqual(evaluation, {
    trial: 'searches/s1/trials/8',
    dataset: '',
    failure: { reason: 'FAILURE_REASON_OUT_OF_MEMORY', message: '' },
    reward: 0,
    attempt: 1,
    worker: '',
    strategy: '',
    seed: '0',
  });
});

test('what is decoded is what was encoded', () => {
  const decoded = decodeEvaluationCompleted(encodeEvaluationCompleted(MEASURED));
  assert.deepEqual(decoded, { ...MEASURED, recipe: null, outcome: 'measurement' });
  const failed = decodeEvaluationCompleted(encodeEvaluationCompleted(FAILED));
  assert.equal(failed.outcome, 'failure');
  assert.deepEqual(failed.failure, FAILED.failure);
  assert.equal(failed.block, null);
});

test('reads every form that the mapping allows', () => {
  const evaluation = {
    trial: 'searches/s1/trials/1',
    figures: { flops: 12, parameters: '34', activation_bytes: 5 },
    measurement: { accuracy: '0.5', duration: '2s', epochs: [{ duration: '-0.25s', loss: '-Infinity' }] },
    attempt: '3',
    complete_time: '2023-11-14T23:13:20+01:00',
    reward: null,
    addedLater: { by: 'a newer publisher' },
  };
  const decoded = decodeEvaluationCompleted(received(JSON.stringify({ evaluation })));
  assert.deepEqual(decoded.figures, { flops: 12, parameters: 34, activationBytes: 5 });
  assert.equal(decoded.measurement?.accuracy, 0.5);
  assert.deepEqual(decoded.measurement.epochs[0]?.duration, { seconds: 0, nanos: -250_000_000 });
  assert.equal(decoded.measurement.epochs[0].loss, -Infinity);
  assert.deepEqual(decoded.completeTime, { seconds: 1_700_000_000, nanos: 0 });
  assert.deepEqual([decoded.attempt, decoded.reward], [3, 0]);
});

test('a malformed body is named with its field', () => {
  const cases: [unknown, RegExp][] = [
    ['{', /^body: must be JSON/],
    [Uint8Array.of(0xff), /^body: must be JSON in UTF-8/],
    ['[]', /^body: must be an object/],
    ['{}', /^evaluation: must be set/],
    ['{"evaluation":1}', /^evaluation: must be an object/],
    ['{"evaluation":{"trial":1}}', /^evaluation\.trial: must be a string/],
    ['{"evaluation":{"reward":"much"}}', /^evaluation\.reward: must be a number/],
    ['{"evaluation":{"attempt":1.5}}', /^evaluation\.attempt: must be a whole number/],
    [
      '{"evaluation":{"attempt":3000000000}}',
      /^evaluation\.attempt: must be a whole number from -2147483648/,
    ],
    ['{"evaluation":{"figures":{"flops":"x"}}}', /^evaluation\.figures\.flops: must be a whole number/],
    ['{"evaluation":{"stack":{"stages":{}}}}', /^evaluation\.stack\.stages: must be an array/],
    [
      '{"evaluation":{"stack":{"stages":[{"filters":""}]}}}',
      /^evaluation\.stack\.stages\[0\]\.filters: must/,
    ],
    [
      '{"evaluation":{"stack":{"stem":{"pooling":1}}}}',
      /^evaluation\.stack\.stem\.pooling: must be true or false/,
    ],
    [
      '{"evaluation":{"completeTime":"yesterday"}}',
      /^evaluation\.completeTime: must be a time as in RFC 3339/,
    ],
    ['{"evaluation":{"completeTime":"2023-99-14T22:13:20Z"}}', /^evaluation\.completeTime: must be a time/],
    [
      '{"evaluation":{"measurement":{"duration":"1m"}}}',
      /^evaluation\.measurement\.duration: must be seconds/,
    ],
    [
      '{"evaluation":{"failure":{"reason":[]}}}',
      /^evaluation\.failure\.reason: must be a name of FailureReason/,
    ],
    [
      '{"evaluation":{"failure":{},"measurement":{}}}',
      /^evaluation\.outcome: must be only one of measurement, failure/,
    ],
  ];
  for (const [body, message] of cases) {
    assert.throws(
      () => decodeEvaluationCompleted(received(body)),
      (error) => error instanceof JsonFormatError && message.test(error.message),
      String(body),
    );
  }
});

test('a trial of another form is refused', () => {
  assert.throws(
    () => encodeEvaluationCompleted({ ...MEASURED, trial: 'trials/1' }),
    /trial "trials\/1": must be/,
  );
});

test('the trace goes on where the message is received', async () => {
  await using _ = await startTelemetry({ service: 'test', env: {} });
  assert.ok(!('traceparent' in encodeEvaluationCompleted(MEASURED).headers));
  const span = {
    traceId: '0af7651916cd43dd8448eb211c80319c',
    spanId: 'b7ad6b7169203331',
    traceFlags: TraceFlags.SAMPLED,
  };
  const message = context.with(trace.setSpanContext(context.active(), span), () =>
    encodeEvaluationCompleted(MEASURED),
  );
  assert.equal(message.headers['traceparent'], `00-${span.traceId}-${span.spanId}-01`);
  const continued = inTraceOf(message, () => trace.getSpanContext(context.active()));
  assert.deepEqual(continued, { ...span, isRemote: true });
});

test('says which completion of its search it is, in a form that sorts', () => {
  const headers = [1, 9, 10, 4_000_000_000].map((sequence) => {
    const message = encodeEvaluationCompleted(MEASURED, { sequence });
    assert.equal(sequenceOf(message), sequence);
    return message.headers['ce-sequence'] ?? '';
  });
  assert.deepEqual(headers, ['0000000001', '0000000009', '0000000010', '4000000000']);
  assert.deepEqual([...headers].sort(), headers);
  assert.equal(sequenceOf(encodeEvaluationCompleted(MEASURED)), undefined);
  for (const sequence of [0, -1, 1.5, Number.NaN, 1e10]) {
    assert.throws(() => encodeEvaluationCompleted(MEASURED, { sequence }), /sequence .*whole number from 1/);
  }
});

test('a replay is the same event in another message', () => {
  const first = encodeEvaluationCompleted(MEASURED, { sequence: 3 });
  const again = encodeEvaluationCompleted(MEASURED, { sequence: 3, replay: '2025-02-01T10.00' });
  assert.equal(again.id, `${first.id}/replays/2025-02-01T10.00`);
  assert.deepEqual({ ...again, id: first.id }, first);
  assert.throws(() => encodeEvaluationCompleted(MEASURED, { replay: 'a b' }), /replay "a b": must be/);
});
