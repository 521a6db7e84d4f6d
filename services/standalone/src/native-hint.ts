import type { NativeLink } from '@blockqnn/training/linking';
import type { NativeSpeedup } from '@blockqnn/training/machine';

/** A gain below this is not worth a word. */
const LEAST_TIMES = 1.2;

/**
 * One line on how many times as fast the native engine would train; undefined where it is in use, and where
 * it would gain nothing.
 */
export function nativeHint(
  engine: 'wasm' | 'native',
  link: NativeLink,
  { times, processor, measuredHere }: NativeSpeedup,
): string | undefined {
  if (engine === 'native' || times < LEAST_TIMES) return undefined;
  const fold = times.toFixed(1).replace('.0', '');
  const where = measuredHere ? 'measured here' : `measured on ${processor}`;
  const about = measuredHere ? '' : 'about ';
  return link.linked
    ? `Without --engine wasm it trains ${about}${fold} times as fast (${where}).`
    : `npm run native makes it train ${about}${fold} times as fast (${where}).`;
}
