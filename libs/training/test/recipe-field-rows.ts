import { recipeJsonSchema } from '@blockqnn/training/recipes';

interface FieldSchema {
  readonly type: string;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly description: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
  readonly maxItems?: number;
  readonly items?: FieldSchema;
}

/** The table of docs/recipes.md as the schema has it. */
export function fieldRows(): string[] {
  const { properties } = recipeJsonSchema() as { readonly properties: Readonly<Record<string, FieldSchema>> };
  return Object.entries(properties)
    .filter(([name]) => name !== 'base')
    .map(([name, field]) => {
      const fallback = field.default === undefined ? 'must be given' : `\`${JSON.stringify(field.default)}\``;
      return `| \`${name}\` | ${rangeOf(field)} | ${fallback.replaceAll('"', '')} | ${field.description} |`;
    });
}

function rangeOf(field: FieldSchema): string {
  if (field.enum) return field.enum.map((value) => `\`${value}\``).join(', ');
  if (field.items) return `list of at most ${field.maxItems ?? 0}, each ${rangeOf(field.items)}`;
  if (field.type === 'boolean') return '`true`, `false`';
  const { minimum, exclusiveMinimum = 0, maximum, exclusiveMaximum = 0 } = field;
  const kind = field.type === 'integer' ? 'whole, ' : '';
  if (minimum !== undefined && maximum !== undefined) return `${kind}${minimum} to ${maximum}`;
  const least = minimum === undefined ? `above ${exclusiveMinimum}` : `from ${minimum}`;
  const most = maximum === undefined ? `below ${exclusiveMaximum}` : `at most ${maximum}`;
  return `${kind}${least}, ${most}`;
}
