import type { CliContext } from '../context.js';

/** Says that a figure mixes accuracies which cannot be compared. */
export function warnOfDatasets(context: CliContext, datasets: readonly string[]): void {
  if (datasets.length < 2) return;
  context.stderr.write(
    `Accuracies on different datasets are not comparable, and these are on ${datasets.join(', ')}; --dataset takes those on one.\n`,
  );
}
