import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { BUILT_IN_RECIPES, FULL_RECIPE } from '@blockqnn/training/recipes';
import { UsageError } from '../src/exit-code.js';
import { chooseRecipe, RECIPE_HELP } from '../src/recipe-choice.js';

function refused(choice: string, epochs?: number): string {
  try {
    chooseRecipe(choice, epochs);
  } catch (error) {
    assert.ok(error instanceof UsageError, String(error));
    return error.message;
  }
  return assert.fail('was taken');
}

it('takes every built-in recipe by its name, and says so', () => {
  for (const [name, recipe] of BUILT_IN_RECIPES) {
    assert.deepEqual(chooseRecipe(name, undefined), recipe);
    assert.ok(RECIPE_HELP.includes(name));
  }
  assert.deepEqual(chooseRecipe('full', 20), { ...FULL_RECIPE, epochs: 20 });
});

it('takes a file, and tells what is wrong with it', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'recipe-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  const file = join(folder, 'mine.yaml');
  writeFileSync(file, 'base: full\nepochs: 20\n');
  assert.deepEqual(chooseRecipe(file, undefined), { ...FULL_RECIPE, epochs: 20 });
  writeFileSync(file, 'base: full\nepoch: 20\n');
  assert.equal(refused(file), `--recipe ${file}:2: "epoch" is no field of a recipe; did you mean epochs?`);
  assert.match(
    refused('fast'),
    /^--recipe fast: there is no such file, and no recipe of this name; there are quick/,
  );
});

it('holds the number of epochs against the rest of the recipe', () => {
  assert.equal(
    refused('modern', 5),
    '--epochs 5 with --recipe modern: warmupEpochs: must be below epochs, 5; got 5',
  );
});
