import type { Figures, LayerGraph, Stack } from '@blockqnn/network';
import { type Block, blockId, canonicalBlock, density, drawBlock, formatBlock } from '@blockqnn/nsc';
import type { ModelFormat } from '../model-exporter.js';
import type { ModelMetadata, WeightsOrigin } from '../model-metadata.js';
import { limitations } from './limitations.js';
import { howToLoad, type Loading } from './loading.js';
import type { EvaluationFacts, ModelFacts, TrainingFacts } from './model-facts.js';
import { statedAccuracies, type StatedAccuracy } from './stated-accuracy.js';

/** A file that the card stands beside. */
export interface CardFile {
  readonly name: string;
  readonly sizeBytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

export interface CardSubject {
  readonly format: ModelFormat;
  readonly graph: LayerGraph;
  readonly metadata: ModelMetadata;
  readonly facts: ModelFacts;
  readonly files: readonly CardFile[];
}

/** Everything that a card says; `model-card.json` is this value, and `MODEL_CARD.md` says the same in words. */
export interface ModelCard {
  readonly schema: 'blockqnn-model-card/1';
  readonly name: string;
  readonly format: ModelFormat;
  readonly block: {
    readonly id: string;
    readonly nsc: string;
    /** Name of the reference block that it is. */
    readonly reference: string | null;
    readonly density: number;
    /** For a fixed-width font, a line for each layer. */
    readonly drawing: readonly string[];
  };
  readonly stack: Stack;
  readonly figures: Figures;
  /** Values in all weights, moving statistics included. */
  readonly storedValues: number;
  readonly weights: WeightsOrigin;
  readonly accuracies: readonly StatedAccuracy[];
  /** SPDX expression; null where nobody stated one. */
  readonly licence: string | null;
  readonly evaluation: EvaluationFacts | null;
  readonly training: TrainingFacts | null;
  readonly loading: Loading;
  readonly files: readonly CardFile[];
  readonly limitations: readonly string[];
  readonly writtenBy: { readonly program: 'BlockQNN'; readonly version: string };
}

/** Gathers what a card says. The same subject gives the same card: no clock, no machine. */
export function modelCard({ format, graph, metadata, facts, files }: CardSubject): ModelCard {
  const { stack, weights } = metadata;
  const block = canonicalBlock(metadata.block);
  return {
    schema: 'blockqnn-model-card/1',
    name: `blockqnn-${facts.referenceBlock ?? blockId(block)}-${stack.input.height}x${stack.input.width}`,
    format,
    block: { ...describeBlock(block), reference: facts.referenceBlock ?? null },
    stack,
    figures: graph.figures,
    storedValues: storedValues(graph),
    weights,
    accuracies: statedAccuracies(metadata, facts),
    licence: facts.licence ?? null,
    evaluation: facts.evaluation ?? null,
    training: facts.training ?? null,
    loading: howToLoad(format, stack),
    files,
    limitations: limitations(metadata, facts),
    writtenBy: { program: 'BlockQNN', version: facts.programVersion },
  };
}

function describeBlock(block: Block) {
  return {
    id: blockId(block),
    nsc: formatBlock(block),
    density: density(block),
    drawing: drawBlock(block).split('\n'),
  };
}

function storedValues({ nodes }: LayerGraph): number {
  return nodes
    .flatMap(({ weights }) => weights)
    .reduce((sum, { shape }) => sum + shape.reduce((size, side) => size * side, 1), 0);
}
