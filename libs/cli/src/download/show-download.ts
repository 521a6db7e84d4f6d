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

/** What is said while nothing has come yet, a sentence each. */
export interface WaitingTexts {
  /** What the registry does meanwhile; said where it takes long. */
  readonly notice: string;
  /** What becomes of that where the command is interrupted. */
  readonly interrupted: string;
}

/** Shows a download while it goes on. */
export async function showDownload<Result>(
  { stderr, signal }: CliContext,
  waiting: WaitingTexts,
  download: (news: DownloadNews) => Promise<Result>,
): Promise<Result> {
  const display = new TransferDisplay(stderr, waiting.notice);
  const came = { any: false };
  try {
    return await download({
      onProgress: (done, total) => {
        came.any = true;
        display.update(done, total);
      },
      onRetry: ({ message }, waitMs) => {
        display.notice(`${message}; going on in ${formatSeconds(waitMs / 1000)}`);
      },
      onKept: (path) => {
        came.any = true;
        display.notice(`What came so far is kept in ${path}; the same command goes on with it.`);
      },
    });
  } catch (error) {
    if (signal.aborted && !came.any) display.notice(waiting.interrupted);
    throw error;
  } finally {
    display.stop();
  }
}
