import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import {
  BUILT_IN_RECIPES,
  EARLY_STOP_RECIPE,
  FULL_RECIPE,
  IMAGENET_RECIPE,
  QUICK_RECIPE,
  readRecipe,
  type Recipe,
  recipeFields,
  recipeJsonSchema,
  recipeSchema,
  RecipeTextError,
  searchRecipeSchema,
} from '@blockqnn/training/recipes';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { fieldRows } from './recipe-field-rows.js';

const FOLDER = new URL('../recipes/', import.meta.url);
const NOTHING_MORE = {
  optimiser: 'adam',
  momentum: 0,
  weightDecay: 0,
  decayMilestones: [],
  warmupEpochs: 0,
  restartFactor: 0.4,
  maxRestarts: 0,
  minCropArea: 1,
  cutOut: 0,
  mixUp: 0,
  labelSmoothing: 0,
} as const;

describe('built-in recipes', () => {
  test('have the values that the paper gives, and ours', () => {
    assert.deepEqual(EARLY_STOP_RECIPE, {
      ...NOTHING_MORE,
      ...{ epochs: 12, batchSize: 256, learningRate: 0.001, maxRestarts: 5, validationFraction: 0.1 },
      ...{ schedule: 'step', decayFactor: 0.2, decayEpochs: 5, cropPadding: 4, horizontalFlip: true },
    });
    assert.deepEqual(QUICK_RECIPE, {
      ...NOTHING_MORE,
      ...{ epochs: 6, batchSize: 64, learningRate: 0.01, maxRestarts: 1, validationFraction: 0.2 },
      ...{ schedule: 'step', decayFactor: 0.2, decayEpochs: 3, cropPadding: 2, horizontalFlip: true },
    });
    const sgd = {
      optimiser: 'sgd',
      momentum: 0.9,
      weightDecay: 5e-4,
      learningRate: 0.1,
      decayFactor: 0.1,
      maxRestarts: 5,
    } as const;
    assert.deepEqual(FULL_RECIPE, {
      ...{ ...NOTHING_MORE, ...sgd, epochs: 300, batchSize: 128, validationFraction: 0.1 },
      ...{ schedule: 'milestones', decayMilestones: [150, 225], decayEpochs: 1000 },
      ...{ cropPadding: 4, horizontalFlip: true },
    });
    assert.deepEqual(IMAGENET_RECIPE, {
      ...{ ...NOTHING_MORE, ...sgd, epochs: 90, batchSize: 256, validationFraction: 0.02 },
      ...{ schedule: 'step', decayEpochs: 30, minCropArea: 0.08, cropPadding: 0, horizontalFlip: true },
    });
  });

  test('are all of their folder, each with its schema named at the top', () => {
    const files = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));
    assert.deepEqual(files.sort(), [...BUILT_IN_RECIPES.keys()].map((name) => `${name}.yaml`).sort());
    for (const name of files) {
      const [first] = readFileSync(new URL(name, FOLDER), 'utf8').split('\n');
      assert.equal(first, '# yaml-language-server: $schema=recipe.schema.json', name);
    }
  });

  test('the schema of recipe files is that of the program (else: npm run recipe-schema)', () => {
    const written: unknown = JSON.parse(readFileSync(new URL('recipe.schema.json', FOLDER), 'utf8'));
    assert.deepEqual(written, JSON.parse(JSON.stringify(recipeJsonSchema())));
  });

  test('docs/recipes.md has every field with its range, default and meaning, and every recipe', () => {
    const page = readFileSync(new URL('../../../docs/recipes.md', import.meta.url), 'utf8');
    const rows = fieldRows();
    assert.equal(rows.length, Object.keys(recipeFields.shape).length);
    for (const row of rows) assert.ok(page.includes(row), `docs/recipes.md lacks the row:\n${row}`);
    for (const name of BUILT_IN_RECIPES.keys()) assert.ok(page.includes(`\`${name}\``), name);
  });
});

describe('recipe files', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'recipes-'));
  });
  after(() => rm(folder, { recursive: true }));

  const read = (text: string): Recipe => {
    const file = join(folder, 'mine.yaml');
    writeFileSync(file, text);
    return readRecipe(file);
  };
  const messageOf = (text: string): string => {
    try {
      read(text);
    } catch (error) {
      assert.ok(error instanceof RecipeTextError, String(error));
      return error.message.replaceAll(`${folder}/`, '');
    }
    return assert.fail('was read');
  };

  test('a name is a built-in recipe', () => {
    for (const [name, recipe] of BUILT_IN_RECIPES) assert.deepEqual(readRecipe(name), recipe);
  });

  test('YAML and JSON say the same; what is left out has its default', () => {
    const expected = { ...NOTHING_MORE, schedule: 'step', decayFactor: 1, decayEpochs: 1000 } as const;
    const given = { epochs: 3, batchSize: 8, learningRate: 0.5, validationFraction: 0 };
    const recipe = { ...expected, ...given, cropPadding: 0, horizontalFlip: false };
    assert.deepEqual(read(JSON.stringify(given)), recipe);
    assert.deepEqual(
      read('epochs: 3 # few\nbatchSize: 8\nlearningRate: 5e-1\nvalidationFraction: 0\n'),
      recipe,
    );
  });

  test('a base brings all that is not given', () => {
    assert.deepEqual(read('base: full\nepochs: 200\ndecayMilestones:\n  - 100\n'), {
      ...FULL_RECIPE,
      epochs: 200,
      decayMilestones: [100],
    });
    assert.deepEqual(read('{"base": "quick"}'), QUICK_RECIPE);
  });

  test('whatever recipe is written is read again', () => {
    const recipes = fc.record({
      epochs: fc.integer({ min: 101, max: 1000 }),
      batchSize: fc.integer({ min: 1, max: 4096 }),
      learningRate: fc.double({ min: 1e-9, max: 10, noNaN: true }),
      momentum: fc.double({ min: 0, max: 0.999, noNaN: true }),
      warmupEpochs: fc.double({ min: 0, max: 100, noNaN: true }),
      horizontalFlip: fc.boolean(),
      schedule: fc.constantFrom('step', 'cosine'),
      decayMilestones: fc
        .uniqueArray(fc.integer({ min: 1, max: 1000 }), { maxLength: 20 })
        .map((epochs) => epochs.sort((a, b) => a - b)),
    });
    fc.assert(
      fc.property(recipes, (changes) => {
        const recipe = recipeSchema.parse({ ...EARLY_STOP_RECIPE, ...changes });
        assert.deepEqual(read(stringify(recipe)), recipe);
        assert.deepEqual(read(JSON.stringify(recipe)), recipe);
      }),
      { numRuns: 50 },
    );
  });

  for (const [what, text, message] of [
    ['a field out of range', 'base: full\n\nepochs: 0\n', /^mine\.yaml:3: epochs: .*>=1/],
    [
      'a field of another kind',
      'base: full\nhorizontalFlip: yes\n',
      /^mine\.yaml:2: horizontalFlip: .*boolean/,
    ],
    [
      'a field within a list',
      'base: full\ndecayMilestones:\n  - 0\n',
      /^mine\.yaml:3: decayMilestones\.0: .*>=1/,
    ],
    [
      'an unknown field',
      'base: full\nlerningrate: 1\n',
      /^mine\.yaml:2: "lerningrate" is no field .*did you mean learningRate\?/,
    ],
    ['a field like none', 'base: full\nxyz: 1\n', /"xyz" is no field of a recipe; the fields are epochs, /],
    ['a missing field', 'epochs: 3\nbatchSize: 8\n', /^mine\.yaml: learningRate: must be given, or a base/],
    ['an unknown base', 'base: fulll\n', /^mine\.yaml:1: base: must be one of quick, .*got "fulll"/],
    ['a base that is no name', 'base: [full]\n', /^mine\.yaml:1: base: must be one of/],
    ['no YAML', 'epochs: [1\n', /^mine\.yaml:[12]: is no YAML or JSON: /],
    ['a field twice', 'base: full\nepochs: 3\nepochs: 4\n', /^mine\.yaml:3: is no YAML or JSON: .*unique/],
    [
      'a value of an unknown type',
      'base: full\nepochs: !!js/function 3\n',
      /^mine\.yaml:2: is no YAML or JSON: .*tag/,
    ],
    ['a list', '- epochs: 3\n', /^mine\.yaml: is no recipe/],
    ['nothing', '# later\n', /^mine\.yaml: is no recipe/],
    ['aliases that grow beyond bounds', bomb(), /^mine\.yaml: is no recipe: .*alias/],
    ['an alias within what it stands for', 'base: &a [*a]\n', /^mine\.yaml: is no recipe: an alias/],
    [
      'a field that holds itself',
      'base: full\nepochs: &a {b: [*a]}\n',
      /^mine\.yaml: is no recipe: an alias/,
    ],
    ['a second document', 'base: full\n---\nbase: quick\n', /^mine\.yaml:2: holds a second document/],
    ['lists without end', '['.repeat(60_000), /^mine\.yaml/],
    [
      'mix-up of next to nothing',
      'base: full\nmixUp: 1e-15\n',
      /^mine\.yaml:2: mixUp: must be 0 or at least 0\.01/,
    ],
    ['more than anybody writes', '#'.repeat(70_000), /^mine\.yaml: has more than 65536 bytes/],
    [
      'milestones that are none',
      'base: quick\nschedule: milestones\n',
      /^mine\.yaml.*: decayMilestones: must have at least one/,
    ],
    [
      'milestones that fall',
      'base: full\ndecayMilestones: [3, 2]\n',
      /^mine\.yaml:2: decayMilestones: must ascend/,
    ],
    [
      'a warm-up that never ends',
      'base: quick\nwarmupEpochs: 6\n',
      /^mine\.yaml:2: warmupEpochs: must be below epochs, 6; got 6/,
    ],
    [
      'a share that holds nothing',
      'base: quick\nvalidationFraction: 0.001\n',
      /^mine\.yaml:2: validationFraction: must be 0 or at least 0\.01/,
    ],
  ] as const) {
    test(`refused, with line, field and bound: ${what}`, () => {
      assert.match(messageOf(text), message);
    });
  }

  test('files that cannot be read are told from unknown names', () => {
    const refused = (choice: string): string => {
      try {
        readRecipe(choice);
      } catch (error) {
        return (error as Error).message;
      }
      return assert.fail('was read');
    };
    assert.match(
      refused('fulll'),
      /^fulll: there is no such file, and no recipe of this name; there are quick, early-stop/,
    );
    assert.match(refused(folder), /is a folder; name a YAML or JSON file/);
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    assert.match(refused(pipe), /pipe: is a pipe; name a YAML or JSON file$/);
    assert.match(refused('/dev/zero'), /^\/dev\/zero: has more than 65536 bytes/);
  });

  test('a search takes neither the test images nor crops of images that it decodes once', () => {
    assert.match(
      String(searchRecipeSchema.safeParse({ ...FULL_RECIPE, validationFraction: 0 }).error),
      /validationFraction[^]*at least 0.01 in a search/,
    );
    assert.match(
      String(searchRecipeSchema.safeParse(IMAGENET_RECIPE).error),
      /minCropArea[^]*must be 1 in a search/,
    );
    assert.ok(searchRecipeSchema.safeParse(FULL_RECIPE).success);
  });
});

/** A hundred thousand values in nine lines. */
function bomb(): string {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 6; i += 1) {
    const aliases = Array.from({ length: 10 }, () => `*a${i - 1}`).join(', ');
    lines.push(`a${i}: &a${i} [${aliases}]`);
  }
  return lines.join('\n');
}
