import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { recipeFromProto, recipeToProto } from '@blockqnn/api';
import { EARLY_STOP_RECIPE, QUICK_RECIPE, recipeSchema } from '@blockqnn/training/recipes';

describe('recipes on the wire', () => {
  it('come back as they were', () => {
    const full = { schedule: 'milestones', decayMilestones: [150, 225], optimiser: 'sgd', momentum: 0.9 };
    for (const recipe of [EARLY_STOP_RECIPE, recipeSchema.parse({ ...QUICK_RECIPE, ...full })]) {
      assert.deepEqual(recipeSchema.parse(recipeFromProto(recipeToProto(recipe) as never)), recipe);
    }
  });

  it('have defaults where a caller says nothing', () => {
    const sent = {
      ...recipeToProto(EARLY_STOP_RECIPE),
      optimiser: 'OPTIMISER_UNSPECIFIED',
      schedule: 'SCHEDULE_UNSPECIFIED',
      minCropArea: 0,
      restartFactor: 0,
    };
    assert.deepEqual(recipeSchema.parse(recipeFromProto(sent as never)), EARLY_STOP_RECIPE);
  });

  it('keep values that this program does not know, to be refused by name', () => {
    const sent = { ...recipeToProto(EARLY_STOP_RECIPE), optimiser: 7 };
    const { error } = recipeSchema.safeParse(recipeFromProto(sent as never));
    assert.deepEqual(error?.issues[0]?.path, ['optimiser']);
  });
});
