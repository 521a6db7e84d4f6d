import { durationFromProto, type TrainingMessage } from '@blockqnn/api';
import { recipeJson } from '../recipe-json.js';
import { keptEpochText } from './kept-epoch.js';
import { counted, formatCount, formatSeconds, formatShare } from '../format.js';

/** A finished training for people: its figures, a line each. */
export function formatTraining(training: TrainingMessage, weights: string, notes: readonly string[]): string {
  const { figures } = training;
  const rows: readonly (readonly [string, string])[] = [
    ['block', `${training.block?.name ?? ''}  ${training.block?.nsc ?? ''}`],
    ['dataset', training.dataset],
    [
      'network',
      `${formatCount(figures?.parameters ?? 0)} parameters, ${formatCount(figures?.flops ?? 0)} FLOPs`,
    ],
    ['best epoch', keptEpochText(training)],
    ['validation', formatShare(training.validationAccuracy)],
    ['test', `${formatShare(training.testAccuracy)} of ${counted(training.testImages, 'image')}`],
    ['time', `${formatSeconds(secondsOf(training))} on ${training.device}`],
    ['weights', weights],
    ...notes.map((note): [string, string] => ['note', note]),
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  return [training.name, ...rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`)].join('\n');
}

/** A finished training for programs. */
export function trainingJson(training: TrainingMessage, registered: boolean): Record<string, unknown> {
  const { block, duration: _, createTime: __, recipe, figures, ...rest } = training;
  return {
    ...rest,
    block: block?.name.replace('blocks/', ''),
    nsc: block?.nsc,
    ...figures,
    recipe: recipe && recipeJson(recipe),
    seconds: secondsOf(training),
    registered,
  };
}

function secondsOf({ duration }: TrainingMessage): number {
  return (durationFromProto(duration) ?? 0) / 1000;
}
