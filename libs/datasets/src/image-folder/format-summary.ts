import type { DecodeSummary } from './decode-summary.js';

/**
 * One sentence for people: `1200 of 1200 images seen: 24 grey, 2 unreadable (others of their class stand
 * in), for instance photos/train/cat/7.jpg (unreadable)`.
 */
export function formatDecodeSummary({ images, seen, examples, ...counts }: DecodeSummary): string {
  const kinds = [
    [counts.grey, 'grey'],
    [counts.cmyk, 'CMYK'],
    [counts.truncated, 'truncated (used as far as they go)'],
    [counts.unreadable, 'unreadable (others of their class stand in)'],
  ] as const;
  const found = kinds.filter(([count]) => count > 0).map(([count, kind]) => `${count} ${kind}`);
  const files = examples.map(({ path, fault }) => `${path} (${fault})`);
  return (
    `${seen} of ${images} images seen: ${found.length === 0 ? 'nothing odd' : found.join(', ')}` +
    (files.length === 0 ? '' : `, for instance ${files.join(', ')}`)
  );
}
