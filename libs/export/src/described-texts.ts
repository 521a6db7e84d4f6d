import type { LayerGraph } from '@blockqnn/network';
import { describeModel, type ModelMetadata } from './model-metadata.js';

/** What a model says of itself, for formats that hold texts by name: what is no text is JSON. */
export function describedTexts(metadata: ModelMetadata, { figures }: LayerGraph): Record<string, string> {
  const entries = Object.entries(describeModel(metadata, figures));
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}
