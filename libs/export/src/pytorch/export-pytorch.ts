import { safetensorsHead } from '@blockqnn/network';
import { describedTexts } from '../described-texts.js';
import type { ExportedModel } from '../model-exporter.js';
import type { ModelFile } from '../model-file.js';
import { moduleSource } from './module-source.js';
import { stateDict } from './state-dict.js';

/**
 * A PyTorch module, `model.py`, which reads like one written by hand, and its `state_dict` in
 * `model.safetensors`. Other than in the other formats images go in as [batch, channels, height, width], as
 * everything in PyTorch expects, with pixel values 0–255; logits come out, as its losses expect.
 * A ModelExporter.
 */
export function exportPytorch({
  graph,
  weights,
  metadata,
}: Omit<ExportedModel, 'scratch'>): Promise<readonly ModelFile[]> {
  // Longer numbers first, so that each tensor is aligned in a file that is mapped into memory.
  const tensors = stateDict(graph, weights).toSorted((one, other) => other.type.localeCompare(one.type));
  const head = safetensorsHead(tensors, {
    ...describedTexts(metadata, graph),
    // Libraries that load safetensors ask for it.
    format: 'pt',
    input: 'images [batch, channels, height, width], pixel values 0 to 255; the model rescales them itself',
    output: 'logits of each class; probabilities() gives their softmax',
  });
  const source = new TextEncoder().encode(moduleSource(graph, metadata.block));
  return Promise.resolve([
    { name: 'model.py', chunks: () => [source] },
    {
      name: 'model.safetensors',
      *chunks() {
        yield head;
        for (const { data } of tensors) {
          const { buffer, byteOffset, byteLength } = data();
          yield new Uint8Array(buffer, byteOffset, byteLength);
        }
      },
    },
  ]);
}
