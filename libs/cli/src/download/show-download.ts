import type { RpcError } from '@blockqnn/rpc';
import type { CliContext } from '../context.js';
import { formatSeconds } from '../format.js';
import { TransferDisplay } from './transfer-display.js';

/** What a download tells on its way. */
export interface DownloadNews {
  /** Bytes so far, of all. */
  readonly onProgress?: (done: number, total: number) => void;
  /** The connection was lost; another try follows after so many ms. */
  readonly onRetry?: (error: RpcError, waitMs: number) => void;
  /** It failed for good; what came is kept there, and the same call goes on with it. */
  readonly onKept?: (path: string) => void;
}

/**
 * Shows a download while it goes on.
 *
 * @param waiting - what the registry does before the first bytes come, a sentence
 */
export async function showDownload<Result>(
  { stderr }: CliContext,
  waiting: string,
  download: (news: DownloadNews) => Promise<Result>,
): Promise<Result> {
  const display = new TransferDisplay(stderr, waiting);
  try {
    return await download({
      onProgress: (done, total) => {
        display.update(done, total);
      },
      onRetry: ({ message }, waitMs) => {
        display.notice(`${message}; going on in ${formatSeconds(waitMs / 1000)}`);
      },
      onKept: (path) => {
        display.notice(`What came so far is kept in ${path}; the same command goes on with it.`);
      },
    });
  } finally {
    display.stop();
  }
}
