import type { EvaluationMessage, TrainingMessage } from '@blockqnn/api';
import { formatFittedTable } from '../fitted-table.js';
import { formatCount, formatShare } from '../format.js';
import { trainingJson } from '../training/training-report.js';
import { accuracyInterval, differenceInterval, type Interval } from './accuracy-interval.js';
import type { PlannedNetwork } from './transfer-plan.js';

/** A network of the plan, trained. */
export interface TransferredNetwork extends PlannedNetwork {
  readonly training: TrainingMessage;
  readonly registered: boolean;
}

/** What came of a transfer, for people: where the block comes from, the networks side by side, and how far they differ. */
export function formatTransfer(
  networks: readonly TransferredNetwork[],
  source: EvaluationMessage | undefined,
  columns = Number.POSITIVE_INFINITY,
): string {
  const table = formatFittedTable<TransferredNetwork>(
    [
      { title: 'NETWORK', cell: ({ label }) => label },
      { title: 'FILTERS', leaveOut: 2, cell: filtersText },
      { title: 'PARAMETERS', align: 'right', cell: ({ figures }) => formatCount(figures.parameters) },
      { title: 'FLOPS', align: 'right', cell: ({ figures }) => formatCount(figures.flops) },
      {
        title: 'EPOCH',
        align: 'right',
        leaveOut: 1,
        cell: ({ training }) => `${String(training.bestEpoch)}/${String(training.epochs)}`,
      },
      {
        title: 'VALIDATION',
        align: 'right',
        cell: ({ training }) => formatShare(training.validationAccuracy),
      },
      { title: 'TEST', align: 'right', cell: ({ training }) => formatShare(training.testAccuracy) },
      {
        title: '95 % INTERVAL',
        align: 'right',
        leaveOut: 3,
        cell: (network) => intervalText(intervalOf(network)),
      },
    ],
    networks,
    columns,
  );
  return [sourceLine(source), '', table, ...verdict(networks)].join('\n');
}

function sourceLine(source: EvaluationMessage | undefined): string {
  if (!source?.measurement) return 'Small: no evaluation of the block is kept.';
  const { accuracy } = source.measurement;
  return `Small: ${formatShare(accuracy)} early-stop accuracy on ${source.dataset}, ${formatCount(source.figures?.flops ?? 0)} FLOPs (${source.trial})`;
}

function filtersText({ stack }: TransferredNetwork): string {
  return stack.stages.map(({ repeats, filters }) => `${String(repeats)}×${String(filters)}`).join(' ');
}

function intervalOf({ training }: TransferredNetwork): Interval {
  return accuracyInterval(training.testAccuracy, training.testImages);
}

function intervalText({ low, high }: Interval): string {
  return `${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)}`;
}

function verdict([own, reference]: readonly TransferredNetwork[]): readonly string[] {
  if (!own || !reference) return [];
  const difference = 100 * (own.training.testAccuracy - reference.training.testAccuracy);
  const { low, high } = differenceOf(own, reference);
  const meaning = low > 0 ? 'more' : high < 0 ? 'less' : 'not told apart by these images';
  return [
    '',
    `Difference to ${reference.label}: ${signed(difference)} points, 95 % interval ${signed(100 * low)} to ${signed(100 * high)}: ${meaning}. One training each: another seed moves either by some points.`,
  ];
}

function differenceOf(own: TransferredNetwork, reference: TransferredNetwork): Interval {
  const [one, other] = [own, reference].map(({ training }) => ({
    accuracy: training.testAccuracy,
    images: training.testImages,
  })) as [Parameters<typeof differenceInterval>[0], Parameters<typeof differenceInterval>[0]];
  return differenceInterval(one, other);
}

function signed(points: number): string {
  return `${points < 0 ? '−' : '+'}${Math.abs(points).toFixed(1)}`;
}

/** The same for programs. */
export function transferJson(
  networks: readonly TransferredNetwork[],
  source: EvaluationMessage | undefined,
): Record<string, unknown> {
  const [own, reference] = networks;
  return {
    small: source?.measurement && {
      trial: source.trial,
      dataset: source.dataset,
      accuracy: source.measurement.accuracy,
      ...source.figures,
    },
    networks: networks.map((network) => ({
      label: network.label,
      ...trainingJson(network.training, network.registered),
      testInterval: intervalOf(network),
    })),
    difference:
      own && reference
        ? {
            testAccuracy: own.training.testAccuracy - reference.training.testAccuracy,
            interval: differenceOf(own, reference),
          }
        : undefined,
  };
}
