/** `npm run recipe-schema`: writes the JSON schema of recipe files anew; a test says when that is due. */
import { writeFileSync } from 'node:fs';
import { recipeJsonSchema } from '@blockqnn/training/recipes';

const file = new URL('../recipes/recipe.schema.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(recipeJsonSchema(), undefined, 2)}\n`);
