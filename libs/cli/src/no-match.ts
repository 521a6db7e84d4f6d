import type { EvaluationFilterFlags } from './evaluation-filter.js';

/**
 * What a command says for people where nothing matches, and what to do.
 *
 * @param what - a sentence, for instance "No evaluated block matches."
 */
export function noMatch(what: string, { dataset, filter, search }: EvaluationFilterFlags): string {
  const hints = [
    search === undefined
      ? undefined
      : `--search ${search}: \`blockqnn search list\` names the searches; its evaluations come here as they are done.`,
    dataset === undefined
      ? undefined
      : `--dataset ${dataset}: datasets are named with their options; '${dataset.split('?')[0] ?? ''}*' takes all that begin so.`,
  ].filter((hint) => hint !== undefined);
  if (hints.length > 0) return [what, ...hints].join('\n');
  if (filter !== undefined && filter !== '') return `${what} Without the filter there may be some.`;
  return `${what} \`blockqnn search create\` begins a search, and \`blockqnn evaluate\` measures a block.`;
}
