import { UsageError } from '@blockqnn/cli';
import type { NativeLink } from '@blockqnn/training/linking';

/** Throws {@link UsageError} where the engine that a flag names is not there. */
export function checkEngine(engine: 'wasm' | 'native' | undefined, link: NativeLink): void {
  if (engine !== 'native' || link.linked) return;
  throw new UsageError(
    `--engine: native cannot be used, since ${link.reason}; run npm run native, or leave --engine out`,
  );
}
