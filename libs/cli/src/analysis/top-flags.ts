import { InvalidArgumentError, Option } from 'commander';

/** What the best blocks are chosen by, as the registry names it. */
export const MERITS = { reward: 'MERIT_REWARD', accuracy: 'MERIT_ACCURACY' } as const;

/** `--top <share>`, a number in (0, 1]. */
export function topOption(): Option {
  return new Option('--top <share>', 'share of the blocks that is the top, for instance 10% or 0.1')
    .argParser(topShare)
    .default(0.1, '10%');
}

/** `--by <merit>`, a key of {@link MERITS}. */
export function meritOption(): Option {
  return new Option('--by <merit>', 'what the top is chosen by')
    .choices(Object.keys(MERITS))
    .default('reward');
}

/** `10%`, or a share in (0, 1]. */
function topShare(text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s?(%?)$/.exec(text);
  const share = Number(match?.[1]) / (match?.[2] === '%' ? 100 : 1);
  if (share > 0 && share <= 1) return share;
  throw new InvalidArgumentError('must be a share above 0 and at most 1, or 100%, for instance 10% or 0.1');
}
