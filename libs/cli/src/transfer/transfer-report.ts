import type { EvaluationMessage, TrainingMessage } from '@blockqnn/api';
import { formatFittedTable } from '../fitted-table.js';
import { counted, formatCount, formatShare } from '../format.js';
import { keptEpoch } from '../training/kept-epoch.js';
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
        cell: ({ training }) => epochCell(training),
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
  return [sourceLine(source), '', table, ...restarts(networks), ...verdict(networks)].join('\n');
}

function sourceLine(source: EvaluationMessage | undefined): string {
  if (!source?.measurement) return 'Small: no evaluation of the block is kept.';
  const { accuracy } = source.measurement;
  return `Small: ${formatShare(accuracy)} early-stop accuracy on ${source.dataset}, ${formatCount(source.figures?.flops ?? 0)} FLOPs (${source.trial})`;
}

/** "3/40", counted since the last restart; with a mark where there was one, which a line below the table explains. */
function epochCell(training: TrainingMessage): string {
  const { number, total, thrownAway } = keptEpoch(training);
  return `${String(number)}/${String(total)}${thrownAway > 0 ? '*' : ''}`;
}

/** What the marks of {@link epochCell} mean. */
function restarts(networks: readonly TransferredNetwork[]): readonly string[] {
  const restarted = networks.filter(({ training }) => keptEpoch(training).thrownAway > 0);
  if (restarted.length === 0) return [];
  const each = restarted.map(
    ({ label, training }) => `${counted(keptEpoch(training).thrownAway, 'epoch')} of ${label}`,
  );
  return [`* Restarted with a smaller learning rate, which threw away ${each.join(' and ')}.`];
}

function filtersText({ stack }: TransferredNetwork): string {
  return stack.stages.map(({ repeats, filters }) => `${String(repeats)}×${String(filters)}`).join(' ');
}

function intervalOf({ training }: TransferredNetwork): Interval {
  return accuracyInterval(training.testAccuracy, training.testImages);
}

/** An interval wider than this, 0.1 being ten points, hardly tells networks apart. */
const WIDE = 0.1;

/** What to say of test accuracies on so few images that they mean little; undefined where they are enough. */
export function fewImagesWarning(networks: readonly TransferredNetwork[]): string | undefined {
  const widest = networks.toSorted((one, other) => widthOf(other) - widthOf(one))[0];
  if (!widest || widthOf(widest) <= WIDE) return undefined;
  const { testAccuracy, testImages } = widest.training;
  const images = counted(testImages, 'test image');
  return `${images} ${testImages === 1 ? 'tells' : 'tell'} little: a test accuracy of ${formatShare(testAccuracy)} on these stands for anything from ${intervalText(intervalOf(widest))} %, ${(100 * widthOf(widest)).toFixed(0)} points (95 % interval). ${String(imagesFor(testAccuracy))} test images would tell it to ${(100 * WIDE).toFixed(0)} points.`;
}

function widthOf(network: TransferredNetwork): number {
  const { low, high } = intervalOf(network);
  return high - low;
}

/** How many images make the interval of an accuracy no wider than {@link WIDE}, rounded up to tens. */
function imagesFor(accuracy: number): number {
  let images = 10;
  for (;;) {
    const { low, high } = accuracyInterval(accuracy, images);
    if (high - low <= WIDE) return images;
    images += 10;
  }
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
