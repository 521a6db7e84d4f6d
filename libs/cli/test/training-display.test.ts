import assert from 'node:assert/strict';
import { stripVTControlCharacters } from 'node:util';
import { it } from 'node:test';
import { blockToProto, epochToProto, recipeToProto, type EvaluatorMethods } from '@blockqnn/api';
import { parseBlock } from '@blockqnn/nsc';
import { learningRateAt } from '@blockqnn/training';
import { FULL_RECIPE } from '@blockqnn/training/recipes';
import { createTrainingDisplay } from '../src/training/training-display.js';
import { TextSink } from './text-sink.js';

type Response = EvaluatorMethods['trainModel']['response'];

/** Events as a client gets them; only what displays read. */
function events(): Response[] {
  const epoch = (number: number, accuracy: number) => ({
    epoch: epochToProto({
      number,
      accuracy,
      loss: 1.23456,
      trainingAccuracy: 0.5,
      learningRate: 0.1,
      seconds: 61,
    }),
  });
  const progress = (number: number) => ({
    progress: {
      epoch: number,
      images: 1234,
      imagesPerEpoch: 45_000,
      imagesPerSecond: 1234.5,
      remaining: { seconds: 36_000, nanos: 0 },
      loss: 1.2345,
    },
  });
  const started = {
    name: 'trainings/0123456789abcdef0123456789abcdef',
    block: blockToProto(parseBlock('conv3@0,conv3@1,add@2+0')),
    figures: { flops: 1.2e9, parameters: 3.4e6, activationBytes: 1 },
    recipe: recipeToProto(FULL_RECIPE),
    device: 'native, 2 threads, cpu',
  };
  const resumed = { epochs: [epoch(1, 0.4).epoch], steps: 7, bestEpoch: 1, bestAccuracy: 0.4 };
  const list = [{ started }, { resumed }, progress(2), epoch(2, 0.6), progress(3), epoch(3, 0.5)];
  // Only what the display reads.
  return list as unknown as Response[];
}

it('writes a line for each epoch where there is no terminal', () => {
  const sink = new TextSink(false);
  const display = createTrainingDisplay(sink);
  for (const event of events()) display.show(event);
  display.stop();
  assert.deepEqual(sink.text.trimEnd().split('\n'), [
    'trainings/0123456789abcdef0123456789abcdef: conv3@0,conv3@1,add@2+0, 3.40 M parameters, 1.20 G FLOPs, 300 epochs on native, 2 threads, cpu',
    'Going on from the checkpoint after epoch 1, 7 steps into the next; best 40.0 % in epoch 1',
    'epoch   2/300  loss 1.2346  training 50.0 %  validation 60.0 %  1 m 01 s  best 60.0 %  1.23 k images/s  10 h 00 m left',
    'epoch   3/300  loss 1.2346  training 50.0 %  validation 50.0 %  1 m 01 s  best 60.0 %  1.23 k images/s  10 h 00 m left',
  ]);
});

it('draws a bar of one line on a terminal of 80 columns, finished epochs above it', () => {
  const sink = new TextSink(true, 80);
  const display = createTrainingDisplay(sink);
  for (const event of events()) display.show(event);
  display.stop();
  const lines = stripVTControlCharacters(sink.text).split(/[\r\n]+/);
  for (const line of lines) assert.ok(line.length <= 80, `${String(line.length)}: ${line}`);
  const text = lines.join('\n');
  assert.match(text, /epoch {3}3\/300 {2}loss 1\.2346 {2}training 50\.0 % {2}validation 50\.0 %/);
  assert.match(text, /3\/300 [░▒▓█]+ 1\.23 k images\/s · loss 1\.234 · best 60\.0 % · 10 h 00 m left/);
});

it('counts epochs that a restart threw away neither in the line nor in the bar', () => {
  const recipe = { ...FULL_RECIPE, epochs: 2, maxRestarts: 1 };
  const epoch = (number: number, restarts: number) =>
    epochToProto({
      ...{ number, accuracy: 0.5, loss: 1, trainingAccuracy: 0.5, seconds: 1 },
      learningRate: learningRateAt(recipe, number - 1 - restarts + 0.9, restarts),
    });
  const progress = {
    ...{ epoch: 3, images: 1, imagesPerEpoch: 10, imagesPerSecond: 1, loss: 1 },
    remaining: { seconds: 9, nanos: 0 },
  };
  // Only what the display reads.
  const list = [
    { started: { name: 'trainings/0', recipe: recipeToProto(recipe), device: 'wasm' } },
    ...[{ epoch: epoch(1, 0) }, { epoch: epoch(2, 1) }, { progress }, { epoch: epoch(3, 1) }],
  ] as unknown as Response[];
  for (const isTerminal of [false, true]) {
    const sink = new TextSink(isTerminal, 80);
    const display = createTrainingDisplay(sink);
    for (const event of list) display.show(event);
    display.stop();
    const text = stripVTControlCharacters(sink.text);
    assert.match(text, /epoch 1\/2 \(restarted\) {2}loss.*\n[^]*epoch 2\/2 \(restarted\)/);
    assert.doesNotMatch(text, /3\/2/);
    if (isTerminal) assert.match(text, /\n?2\/2 [░▒▓█]+/);
  }
});
