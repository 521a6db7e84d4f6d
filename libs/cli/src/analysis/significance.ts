/** Levels of adjusted p values, as papers mark them. */
const LEVELS = [
  { below: 0.001, mark: '***' },
  { below: 0.01, mark: '**' },
  { below: 0.05, mark: '*' },
] as const;

/** Stars for an adjusted p value; none from 0.05 on. */
export function stars(adjustedPValue: number): string {
  return LEVELS.find(({ below }) => adjustedPValue < below)?.mark ?? '';
}

export const STARS_HELP = LEVELS.toReversed()
  .map(({ below, mark }) => `${mark} below ${String(below)}`)
  .join(', ');
