import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { imagenetStack, networkFigures } from '@blockqnn/network';
import { referenceNamed } from '@blockqnn/nsc';
import fc from 'fast-check';
import { accuracyInterval, differenceInterval } from '../src/transfer/accuracy-interval.js';
import { transferImages } from '../src/transfer/transfer-images.js';
import { planTransfer } from '../src/transfer/transfer-plan.js';

const stack = imagenetStack({ input: { height: 64, width: 64, channels: 3 }, classes: 10 });
const residual = referenceNamed('residual');
const nsc = 'conv1@0,conv3@0,add@1+2,conv3@3';

describe('plan of a transfer', () => {
  it('has the block in the stack, and the reference at equal FLOPs in the same shape', () => {
    const [own, reference] = planTransfer({ nsc, stack, width: 0.25, repeats: 1, reference: residual });
    assert.ok(own && reference);
    assert.deepEqual(
      own.stack.stages,
      [16, 32, 64, 128].map((filters) => ({ repeats: 1, filters })),
    );
    assert.deepEqual(own.figures, networkFigures(own.block, own.stack));
    assert.equal(reference.label, 'residual');
    assert.deepEqual(
      reference.stack.stages.map(({ repeats }) => repeats),
      [1, 1, 1, 1],
    );
    assert.ok(Math.abs(reference.figures.flops / own.figures.flops - 1) < 0.1);
  });

  it('compares a block neither with itself nor where nothing is to be compared with', () => {
    const request = { stack, width: 0.25, repeats: 1 };
    assert.equal(
      planTransfer({ ...request, nsc: 'id@0,conv3@1,conv3@2,add@3+0', reference: residual }).length,
      1,
    );
    assert.equal(planTransfer({ ...request, nsc, reference: undefined }).length, 1);
  });

  it('says how to narrow a network that cannot be built', () => {
    const wide = Array.from({ length: 12 }, (_, index) => `cat@${index}+${index}`).join(',');
    assert.throws(() => planTransfer({ nsc: wide, stack, width: 1, repeats: 1, reference: undefined }), {
      name: 'UsageError',
      message: /^--stack: .*at most 65536 allowed; --width below 1/,
    });
  });
});

describe('images of a transfer', () => {
  const imagesOf = (dataset: string) => transferImages({ dataset });

  it('are named after their folder where they have no name', () => {
    const { reference, source } = imagesOf('imagefolder:/data/Imagenette 2?size=64');
    assert.deepEqual(reference, { name: 'imagenette-2', size: 64 });
    assert.deepEqual(source, { name: 'imagenette-2', kind: 'imagefolder', directory: '/data/Imagenette 2' });
    assert.equal(imagesOf('flowers=imagefolder:/data/x').reference.name, 'flowers');
    assert.equal(imagesOf('imagefolder:/').reference.name, 'imagefolder');
    assert.equal(imagesOf('cifar10:/data/y').reference.name, 'cifar10');
  });

  it('are those of an evaluator where a name is given, which has an engine and a folder of its own', () => {
    assert.deepEqual(imagesOf('imagenet?size=64'), { reference: { name: 'imagenet', size: 64 } });
    assert.throws(
      () => transferImages({ dataset: 'imagenet', engine: 'wasm' }),
      /^UsageError: --engine goes/,
    );
    assert.throws(() => transferImages({ dataset: 'imagenet', out: 'x' }), /^UsageError: --out goes/);
  });

  it('of an unknown kind are refused', () => {
    assert.throws(
      () => imagesOf('tfrecords:/data'),
      /^UsageError: --dataset tfrecords:\/data: dataset source/,
    );
  });
});

describe('intervals', () => {
  it("are Wilson's and Newcombe's: published values", () => {
    // Newcombe 1998: 56/70 against 48/80.
    const { low, high } = differenceInterval(
      { accuracy: 56 / 70, images: 70 },
      { accuracy: 48 / 80, images: 80 },
    );
    assert.deepEqual([low.toFixed(4), high.toFixed(4)], ['0.0524', '0.3339']);
    const single = accuracyInterval(81 / 263, 263);
    assert.deepEqual([single.low.toFixed(4), single.high.toFixed(4)], ['0.2553', '0.3662']);
  });

  it('hold the measured value, stay within what there is, and narrow with more images', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (images, share) => {
          const accuracy = Math.round(share * images) / images;
          const { low, high } = accuracyInterval(accuracy, images);
          assert.ok(low >= -1e-9 && high <= 1 + 1e-9 && low <= accuracy + 1e-9 && high >= accuracy - 1e-9);
          const more = accuracyInterval(accuracy, 4 * images);
          assert.ok(more.high - more.low < high - low);
        },
      ),
    );
  });
});
