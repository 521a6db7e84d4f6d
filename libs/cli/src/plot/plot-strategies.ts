import type { StrategyCurveMessage } from '@blockqnn/api';
import type { StrategiesFigureData } from '@blockqnn/plots';
import { Command } from 'commander';
import type { CliContext } from '../context.js';
import { wholeNumber } from '../flag-values.js';
import { addEvaluationFilter, evaluationFilter, type EvaluationFilterFlags } from '../evaluation-filter.js';
import { withPlaceShown } from '../pointed-query.js';
import { serviceOption, withService } from '../services.js';
import { warnOfDatasets } from './dataset-warning.js';
import { addFigureFlags, type FigureFlags } from './figure-flags.js';
import { makeFigure } from './make-figure.js';
import { NothingToPlot } from './nothing-to-plot.js';
import { DEADLINE_MS } from './reading-deadline.js';

interface Flags extends FigureFlags, EvaluationFilterFlags {
  readonly window?: number;
  readonly points?: number;
}

type Curves = StrategiesFigureData['curves'];

/** `blockqnn plot strategies`: strategies against each other. */
export function plotStrategies(context: CliContext): Command {
  const command = addEvaluationFilter(
    addFigureFlags(
      new Command('strategies').description(
        'best accuracy so far and moving mean by evaluations, for each strategy over its searches',
      ),
    ),
  )
    .option('--window <n>', 'evaluations that the moving mean is over (default: 64)', wholeNumber(1, 100_000))
    .option('--points <n>', 'at most so many points a curve (default: 200)', wholeNumber(2, 2000))
    .addOption(serviceOption('registry'));
  return command.action(async (flags: Flags) => {
    await makeFigure(context, flags, async () => {
      const filter = evaluationFilter(flags);
      const answer = await withService('registry', command, (registry) =>
        withPlaceShown(
          { filter },
          registry.compareStrategies(
            {
              filter,
              ...(flags.window === undefined ? {} : { window: flags.window }),
              ...(flags.points === undefined ? {} : { maxPoints: flags.points }),
            },
            { signal: context.signal, deadlineMs: DEADLINE_MS },
          ),
        ),
      );
      const curves = answer.curves.map(curveOf).filter(({ points }) => points.length > 0);
      if (curves.length === 0) {
        throw new NothingToPlot('no strategy has a measured evaluation under this filter');
      }
      warnOfDatasets(context, answer.datasets);
      const data: StrategiesFigureData = { curves, window: answer.window };
      return {
        data,
        content: curves
          .map(({ strategy, searches }) => `${strategy} with ${searchesText(searches)}`)
          .join(', '),
        draw: (plots, options) => plots.drawStrategies(data, options),
      };
    });
  });
}

function curveOf({ strategy, searches, points }: StrategyCurveMessage): Curves[number] {
  return {
    // Evaluations that no strategy proposed were imported.
    strategy: strategy === '' ? 'imported' : strategy,
    searches,
    points: points.flatMap(({ evaluations, searches: had, bestAccuracy, meanSearches, meanAccuracy }) =>
      bestAccuracy
        ? [
            {
              evaluations,
              best: { searches: had, accuracy: bestAccuracy },
              moving: meanAccuracy ? { searches: meanSearches, accuracy: meanAccuracy } : undefined,
            },
          ]
        : [],
    ),
  };
}

const searchesText = (count: number): string => (count === 1 ? '1 search' : `${String(count)} searches`);
