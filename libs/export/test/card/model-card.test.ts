import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cardFiles, MODEL_FORMATS, modelBytes, modelCard, type CardSubject } from '@blockqnn/export';
import { parse } from 'yaml';
import { EVALUATION, STACK, subject, TRAINED_BY_TRIAL, TRAINING } from './model-facts.js';

async function textOf(of: CardSubject): Promise<string> {
  const [file] = cardFiles(of);
  assert.equal(file?.name, 'MODEL_CARD.md');
  return new TextDecoder().decode(await modelBytes(file));
}

/** The front matter of a card, read as the Hub does. */
async function hubMetadata(of: CardSubject): Promise<Record<string, unknown>> {
  const yaml = /^---\n([^]*?)\n---\n/.exec(await textOf(of))?.[1];
  assert.ok(yaml !== undefined);
  return parse(yaml) as Record<string, unknown>;
}

describe('what a card states as measured', () => {
  test('nothing where nothing was', () => {
    assert.deepEqual(modelCard(subject()).accuracies, []);
  });

  test('an early-stop accuracy is of the validation images, of this model', () => {
    const card = modelCard(subject({ weights: TRAINED_BY_TRIAL, facts: { evaluation: EVALUATION } }));
    const [accuracy] = card.accuracies;
    assert.equal(card.accuracies.length, 1);
    assert.deepEqual(
      [accuracy?.value, accuracy?.measuredOn, accuracy?.dataset, accuracy?.of],
      [0.8125, 'validation images', 'cifar10?limit=2000', 'this model'],
    );
  });

  test('weights in a network other than the one that was trained', async () => {
    const stack = { ...STACK, input: { height: 24, width: 16, channels: 3 } };
    const changed = subject({ stack, weights: TRAINED_BY_TRIAL, facts: { evaluation: EVALUATION } });
    const [accuracy] = modelCard(changed).accuracies;
    assert.equal(accuracy?.of, 'these weights');
    assert.match(accuracy.meaning, /at 8×8 pixels, not in this one/);
    assert.equal((await hubMetadata(changed))['model-index'], undefined);
  });

  test('random weights have no accuracy, whatever their block once reached', async () => {
    const random = subject({ facts: { evaluation: EVALUATION } });
    assert.deepEqual(
      modelCard(random).accuracies.map(({ of }) => of),
      ['this block'],
    );
    assert.equal((await hubMetadata(random))['model-index'], undefined);
    const text = await textOf(random);
    assert.match(text, /\*\*Its weights are random \(seed 3\): it has to be trained/);
    assert.match(text, /it says nothing of the weights here/);
    assert.match(text, /- The weights are random \(He initialisation, seed 3\)/);
  });

  test('a full training has a test accuracy, which comes first', async () => {
    const { name: training, dataset, validationAccuracy: accuracy, testAccuracy } = TRAINING;
    const trained = subject({
      weights: { state: 'trained', training, dataset, accuracy, testAccuracy },
      facts: { training: TRAINING },
    });
    assert.deepEqual(
      modelCard(trained).accuracies.map(({ value, measuredOn }) => [value, measuredOn]),
      [
        [0.9219, 'test images'],
        [0.9375, 'validation images'],
      ],
    );
    assert.match(await textOf(trained), /\| Test images \| 10,000 \|/);
  });
});

test('stages of which one pixel is left are a limitation', async () => {
  const stack = { ...STACK, input: { height: 4, width: 4, channels: 3 } };
  assert.match(await textOf(subject({ stack })), /^- Of images of 4×4 pixels stage 3 has 1×1 pixel left/m);
  assert.doesNotMatch(await textOf(subject()), /1×1 pixel left/);
});

test('the Hub finds licence, library, data set and result', async () => {
  const metadata = await hubMetadata(
    subject({
      format: 'keras',
      weights: TRAINED_BY_TRIAL,
      facts: { licence: 'Apache-2.0', referenceBlock: 'residual', evaluation: EVALUATION },
    }),
  );
  assert.deepEqual(metadata, {
    license: 'apache-2.0',
    library_name: 'keras',
    pipeline_tag: 'image-classification',
    tags: ['blockqnn', 'neural-architecture-search', 'image-classification', 'keras', 'residual'],
    datasets: ['uoft-cs/cifar10'],
    metrics: ['accuracy'],
    'model-index': [
      {
        name: 'blockqnn-residual-8x8',
        results: [
          {
            task: { type: 'image-classification', name: 'Image classification' },
            dataset: { type: 'uoft-cs/cifar10', name: 'cifar10?limit=2000', split: 'validation' },
            metrics: [{ type: 'accuracy', value: 0.8125, name: 'Validation accuracy' }],
          },
        ],
      },
    ],
  });
});

test('licences that the Hub has no keyword for keep their name; none stays none', async () => {
  const expression = await hubMetadata(subject({ facts: { licence: 'MIT OR Apache-2.0' } }));
  assert.deepEqual([expression['license'], expression['license_name']], ['other', 'MIT OR Apache-2.0']);
  assert.equal('license' in (await hubMetadata(subject())), false);
  assert.match(await textOf(subject()), /## Licence\n\nNone was stated\./);
});

test('names from outside cannot break out of their place', async () => {
  const dataset = 'x`|\n---\n<script>alert(1)</script>\n# Heading';
  const device = '`**bold**`';
  const text = await textOf(
    subject({
      weights: { ...TRAINED_BY_TRIAL, dataset },
      facts: { evaluation: { ...EVALUATION, dataset, device } },
    }),
  );
  assert.doesNotMatch(text, /^# Heading/m);
  assert.doesNotMatch(text, /(^|[^`\w ])<script>/m);
  const body = text.slice(text.indexOf('\n---\n') + 5);
  for (const line of body.split('\n').filter((each) => each.includes('<script>'))) {
    // Every such text stands within one pair of backticks.
    assert.match(line, /`[^`]*<script>[^`]*`/);
  }
  const front = parse(/^---\n([^]*?)\n---\n/.exec(text)?.[1] ?? '') as {
    'model-index': { results: { dataset: { name: string } }[] }[];
  };
  assert.equal(front['model-index'][0]?.results[0]?.dataset.name, dataset);
});

test('both files say the same, for every format, and the same again', async () => {
  for (const format of MODEL_FORMATS) {
    const of = subject({ format, weights: TRAINED_BY_TRIAL, facts: { evaluation: EVALUATION } });
    const [markdown, json] = await Promise.all(cardFiles(of).map(modelBytes));
    const card = JSON.parse(new TextDecoder().decode(json)) as ReturnType<typeof modelCard>;
    assert.deepEqual(card, JSON.parse(JSON.stringify(modelCard(of))));
    const text = new TextDecoder().decode(markdown);
    for (const part of [
      card.block.nsc,
      card.block.drawing.join('\n'),
      card.loading.input,
      card.loading.output,
      card.loading.install,
      card.loading.program.trimEnd(),
      card.files[0]?.sha256 ?? '',
      'searches/s1',
      '81.25 %',
      ...card.limitations,
    ]) {
      assert.ok(text.includes(part), `${format}: ${part}`);
    }
    assert.deepEqual(await Promise.all(cardFiles(of).map(modelBytes)), [markdown, json]);
  }
});
