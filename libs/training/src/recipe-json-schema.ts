import { z } from 'zod';
import { BUILT_IN_RECIPES } from './built-in-recipes.js';
import { recipeFields } from './recipe.js';

/** What editors check recipe files by: the fields of a recipe, the rest of which `base` may bring. */
export function recipeJsonSchema(): object {
  const { $schema, properties, required, ...rest } = z.toJSONSchema(recipeFields, { io: 'input' });
  return {
    $schema,
    title: 'Recipe',
    description: 'How a network is trained.',
    ...rest,
    properties: {
      base: {
        type: 'string',
        enum: [...BUILT_IN_RECIPES.keys()],
        description: 'A built-in recipe, of which all fields are taken that are not given here.',
      },
      ...properties,
    },
    anyOf: [{ required: ['base'] }, { required }],
  };
}
