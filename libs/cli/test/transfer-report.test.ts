import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import type { TrainingMessage } from '@blockqnn/api';
import { imagenetStack } from '@blockqnn/network';
import { referenceNamed } from '@blockqnn/nsc';
import { keptEpoch, keptEpochText } from '../src/training/kept-epoch.js';
import { formatTraining } from '../src/training/training-report.js';
import { planTransfer } from '../src/transfer/transfer-plan.js';
import { fewImagesWarning, formatTransfer } from '../src/transfer/transfer-report.js';
import { searchMessage } from './messages.js';

/** Of a recipe of four epochs. */
function trainingMessage(values: Partial<TrainingMessage> = {}): TrainingMessage {
  return {
    name: 'trainings/00112233445566778899aabbccddeeff',
    block: null,
    dataset: 'photos',
    stack: null,
    recipe: searchMessage().spec?.recipe ?? null,
    figures: null,
    seed: 0,
    epochs: 4,
    bestEpoch: 3,
    validationAccuracy: 0.5,
    testAccuracy: 0.5,
    testImages: 1000,
    weightsSha256: '',
    device: 'wasm',
    engineVersion: '4',
    duration: null,
    createTime: null,
    curveSha256: '',
    ...values,
  };
}

const networks = (...trainings: readonly Partial<TrainingMessage>[]) =>
  planTransfer({
    nsc: 'conv1@0,conv3@1',
    stack: imagenetStack({ input: { height: 64, width: 64, channels: 3 }, classes: 10 }),
    width: 0.25,
    repeats: 1,
    reference: referenceNamed('residual'),
  }).map((network, index) => ({
    ...network,
    training: trainingMessage(trainings[index]),
    registered: true,
  }));

describe('the epoch that is kept', () => {
  it('counts as the recipe does, whatever restarts threw away before', () => {
    assert.deepEqual(keptEpoch(trainingMessage()), { number: 3, total: 4, thrownAway: 0 });
    const restarted = trainingMessage({ epochs: 6, bestEpoch: 6 });
    assert.deepEqual(keptEpoch(restarted), { number: 4, total: 4, thrownAway: 2 });
    assert.equal(keptEpochText(trainingMessage()), '3 of 4');
    assert.equal(keptEpochText(restarted), '4 of 4 (after 2 thrown away by a restart)');
    assert.match(formatTraining(restarted, 'kept', []), /best epoch +4 of 4 \(after 2 thrown away/);
  });

  it('stands so in the report of a transfer, with what the mark means', () => {
    const text = stripVTControlCharacters(
      formatTransfer(networks({ epochs: 5, bestEpoch: 3 }, {}), undefined, 120),
    );
    assert.match(text, /^the block .* 2\/4\* /m);
    assert.match(text, /^residual .* 3\/4 /m);
    assert.match(
      text,
      /^\* Restarted with a smaller learning rate, which threw away 1 epoch of the block\.$/m,
    );
    assert.doesNotMatch(formatTransfer(networks({}, {}), undefined), /Restarted/);
  });
});

describe('few test images', () => {
  it('are warned of with the width of the widest interval, and how many would do', () => {
    assert.equal(
      fewImagesWarning(
        networks({ testImages: 50, testAccuracy: 0.5 }, { testImages: 50, testAccuracy: 0.9 }),
      ),
      '50 test images tell little: a test accuracy of 50.0 % on these stands for anything from 36.6–63.4 %, 27 points (95 % interval). 390 test images would tell it to 10 points.',
    );
    assert.match(
      fewImagesWarning(networks({ testImages: 1, testAccuracy: 1 })) ?? '',
      /^1 test image tells little: a test accuracy of 100\.0 % /,
    );
  });

  it('are not warned of where there are enough', () => {
    assert.equal(fewImagesWarning(networks({ testImages: 400 }, { testImages: 400 })), undefined);
  });
});
