import type { AnalyzeBlocksResponseMessage } from '@blockqnn/api';
import { stripPrefix } from '../strip-prefix.js';

/** JSON form of an analysis, with everything that the registry answered. */
export function analysisJson(answer: AnalyzeBlocksResponseMessage): Record<string, unknown> {
  const { traits, figures, merit, ...rest } = answer;
  return {
    ...rest,
    merit: stripPrefix(merit, 'MERIT_'),
    traits: traits.map((trait) => ({ ...trait, kind: stripPrefix(trait.kind, 'TRAIT_KIND_') })),
    figures,
  };
}
