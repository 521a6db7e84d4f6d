import { FollowedFiles } from '@blockqnn/rpc';
import type { Logger } from '@blockqnn/telemetry';
import { TokenBook } from './token-book.js';
import { parseTokenEntries } from './token-entry.js';

/**
 * The tokens of a file, read anew when it changes.
 * @throws Error that names the setting where the file does not do at the start.
 */
export function followTokens(
  path: string,
  logger: Logger,
  intervalMs: number | undefined,
): FollowedFiles<TokenBook> {
  const name = 'BLOCKQNN_TOKENS_FILE';
  return new FollowedFiles({
    files: [{ name, path }],
    parse: ([bytes]) => {
      try {
        return new TokenBook(parseTokenEntries(bytes?.toString('utf8') ?? ''));
      } catch (error) {
        throw new Error(`${name}: ${path}: ${(error as Error).message}`, { cause: error });
      }
    },
    onFault: (error) => {
      logger.error({ err: error }, 'the new file of tokens does not do; the old tokens stay');
    },
    ...(intervalMs !== undefined && { intervalMs }),
  });
}
