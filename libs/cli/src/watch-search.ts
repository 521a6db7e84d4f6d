import { setTimeout as sleep } from 'node:timers/promises';
import type { ControllerMethods, SearchMessage } from '@blockqnn/api';
import { RpcError, type Client } from '@blockqnn/rpc';
import { status } from '@grpc/grpc-js';
import type { SearchDisplay } from './search-display.js';

export interface WatchOptions {
  /** How long to wait before the stream is opened again. Default 1 s. */
  readonly retryMs?: number;
  /** How often it is opened again in a row before that is given up. Default 60. */
  readonly retries?: number;
}

/**
 * Shows a search until it is completed. Returns it as it is then. A stream that breaks because the controller went
 * away is opened again, as another one may take over. Rejects where that fails for good, and where the first
 * stream never began.
 */
export async function watchSearch(
  controller: Client<ControllerMethods>,
  name: string,
  display: SearchDisplay,
  signal: AbortSignal,
  { retryMs = 1000, retries = 60 }: WatchOptions = {},
): Promise<SearchMessage | undefined> {
  let last: SearchMessage | undefined;
  let failures = 0;
  try {
    for (;;) {
      try {
        for await (const { search, trial } of controller.watchSearch({ name }, { signal })) {
          failures = 0;
          if (search) {
            last = search;
            display.search(search);
          }
          if (trial) display.trial(trial);
        }
        return last;
      } catch (error) {
        failures += 1;
        if (last === undefined || signal.aborted || !isAway(error) || failures > retries) throw error;
        if (failures === 1)
          display.notice('The controller went away; waiting for it or another one to take over.');
        await sleep(retryMs, undefined, { signal });
      }
    }
  } finally {
    display.stop();
  }
}

function isAway(error: unknown): boolean {
  return error instanceof RpcError && error.code === status.UNAVAILABLE;
}
