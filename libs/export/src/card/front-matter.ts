import { stringify } from 'yaml';
import { hubLicence } from './hub-licence.js';
import type { ModelCard } from './model-card.js';
import type { StatedAccuracy } from './stated-accuracy.js';

/** Ids on the Hugging Face Hub of the data sets that it has under another name. */
const HUB_DATASETS: ReadonlyMap<string, string> = new Map([
  ['cifar10', 'uoft-cs/cifar10'],
  ['cifar100', 'uoft-cs/cifar100'],
]);

/**
 * The metadata of a card as the Hugging Face Hub reads it (its `modelcard.md`), YAML between two lines of dashes.
 * Only what was measured of this very model is a result.
 */
export function frontMatter(card: ModelCard): string {
  const { weights, accuracies, licence, loading, block } = card;
  const dataset = weights.state === 'trained' ? hubDataset(weights.dataset) : undefined;
  const results = accuracies.filter(({ of }) => of === 'this model');
  const metadata = {
    ...hubLicence(licence ?? undefined),
    library_name: loading.library,
    pipeline_tag: 'image-classification',
    tags: [
      'blockqnn',
      'neural-architecture-search',
      'image-classification',
      card.format,
      ...(block.reference === null ? [] : [block.reference]),
    ],
    ...(dataset === undefined ? {} : { datasets: [dataset] }),
    ...(results.length === 0
      ? {}
      : { metrics: ['accuracy'], 'model-index': [{ name: card.name, results: results.map(hubResult) }] }),
  };
  return `---\n${stringify(metadata)}---\n`;
}

function hubResult({ value, measuredOn, dataset }: StatedAccuracy) {
  const split = measuredOn === 'test images' ? 'test' : 'validation';
  return {
    task: { type: 'image-classification', name: 'Image classification' },
    dataset: { type: hubDataset(dataset) ?? baseName(dataset), name: dataset, split },
    metrics: [{ type: 'accuracy', value, name: split === 'test' ? 'Test accuracy' : 'Validation accuracy' }],
  };
}

function hubDataset(reference: string): string | undefined {
  return HUB_DATASETS.get(baseName(reference));
}

/** A reference without its options. */
function baseName(reference: string): string {
  return reference.replace(/[?].*$/s, '');
}
