import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { trainingEvents } from '../src/workers/training-events.js';
import type { ModelObserver } from '../src/workers/training-result.js';

const epoch = { number: 1, accuracy: 0.5, loss: 1, trainingAccuracy: 0.5, learningRate: 0.1, seconds: 1 };

describe('the events of a training', () => {
  it('come in order, the result last', async () => {
    const kinds: string[] = [];
    const train = ({ onEpoch, onProgress }: ModelObserver) => {
      onProgress?.({ epoch: 1, images: 1, imagesPerEpoch: 2 });
      onProgress?.({ epoch: 1, images: 2, imagesPerEpoch: 2 });
      onEpoch?.(epoch);
      return Promise.resolve('done');
    };
    for await (const { kind } of trainingEvents(train)) kinds.push(kind);
    assert.deepEqual(kinds, ['progress', 'epoch', 'result']);
  });

  it('are over, for a reader that leaves early, only when the training is still', async () => {
    let stop: (reason: Error) => void = () => undefined;
    const events = trainingEvents(({ onEpoch }) => {
      onEpoch?.(epoch);
      return new Promise<never>((_, reject) => {
        stop = reject;
      });
    });
    await events.next();
    let left = false;
    const leaving = events.return().then(() => {
      left = true;
    });
    await setImmediate();
    assert.equal(left, false, 'left while the training went on');
    stop(new Error('stopped'));
    await leaving;
  });
});
