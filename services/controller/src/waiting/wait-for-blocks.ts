import type { Controller } from '../controller.js';
import {
  repeatedAnswer,
  requestBlocks,
  type BlocksRequest,
  type HandedOut,
} from '../operations/request-blocks.js';
import type { Waiter } from './waiting-room.js';

/** An answer that says to ask again so soon is worth waiting for without any news. */
const SOON_MS = 100;

/** When to ask again where the search is still being read as the time is up. */
const READING_MS = 1000;

/**
 * Asks for blocks and waits until there are any, the search is done, or the time is up. Callers who wait are
 * served in the order in which they came. Rejects with the signal's reason.
 *
 * @param call Whose signal is asked for only by who waits: few do, and each signal costs.
 */
export async function waitForBlocks(
  controller: Controller,
  request: BlocksRequest,
  waitMs: number,
  call: { readonly signal: AbortSignal },
): Promise<HandedOut> {
  if (waitMs === 0 || !controller.waiting.has(keyOf(request))) {
    const answer = await ask(controller, request);
    if (isServed(answer) || waitMs === 0) return answer;
  } else if (request.requestId !== '') {
    // A lost answer is given again without standing in line for it.
    const assignments = await controller.operate((operation) => repeatedAnswer(operation, request));
    if (assignments.length > 0) return { assignments, searchDone: false, retryMs: undefined };
  }
  return await stand(controller, request, waitMs, call.signal);
}

async function ask(controller: Controller, request: BlocksRequest): Promise<HandedOut> {
  const { searchId } = request;
  if (searchId !== undefined) {
    return await controller.onSearch(searchId, (operation, live) => requestBlocks(operation, live, request));
  }
  for (;;) {
    const answer = await controller.operate((operation) => requestBlocks(operation, undefined, request));
    if (answer.unread === undefined) return answer;
    await controller.live.load(answer.unread);
  }
}

/** Stands in line. */
async function stand(
  controller: Controller,
  request: BlocksRequest,
  waitMs: number,
  signal: AbortSignal,
): Promise<HandedOut> {
  const { waiting } = controller;
  const { searchId } = request;
  return await new Promise((resolve, reject) => {
    let latest: HandedOut = { assignments: [], searchDone: false, retryMs: SOON_MS };
    const giveUp = () => {
      end();
      reject(signal.reason as Error);
    };
    const timeUp = () => {
      end();
      resolve(latest);
    };
    const timer = setTimeout(timeUp, waitMs);
    signal.addEventListener('abort', giveUp, { once: true });
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      waiting.leave(waiter);
    };
    const waiter: Waiter = {
      searchId,
      key: keyOf(request),
      dismiss: timeUp,
      serve: () => {
        const attempt = tryNow(controller, request);
        if (attempt.answer === undefined || isServed(attempt.answer)) {
          end();
          attempt.committed.then(resolve, reject);
          return true;
        }
        latest = attempt.answer;
        attempt.committed.catch(() => undefined);
        if ((latest.retryMs ?? Infinity) <= SOON_MS) waiting.wakeLater(searchId ?? '', SOON_MS);
        return false;
      },
    };
    if (signal.aborted) {
      giveUp();
      return;
    }
    waiting.enter(waiter);
    // Something may have happened since the caller asked.
    waiting.wake(searchId ?? '');
  });
}

/** An attempt that decides at once; only its commit is waited for. No answer: the attempt fails. */
function tryNow(
  controller: Controller,
  request: BlocksRequest,
): { readonly answer: HandedOut | undefined; readonly committed: Promise<HandedOut> } {
  const { searchId } = request;
  let answer: HandedOut | undefined;
  try {
    const live = searchId === undefined ? undefined : controller.live.find(searchId);
    const unread = searchId !== undefined && live?.isComplete !== true ? searchId : undefined;
    if (unread !== undefined) return readFirst(controller, unread);
    const committed = controller.operate((operation) => (answer = requestBlocks(operation, live, request)));
    const missing = answer?.unread;
    if (missing === undefined) return { answer, committed };
    committed.catch(() => undefined);
    return readFirst(controller, missing);
  } catch (error) {
    return { answer: undefined, committed: rejected(error) };
  }
}

/** The caller is tried again once the search is in memory. */
function readFirst(controller: Controller, searchId: string) {
  const answer: HandedOut = { assignments: [], searchDone: false, retryMs: READING_MS };
  const wake = () => {
    controller.waiting.wake(searchId);
  };
  controller.live.load(searchId).then(wake, () => {
    controller.waiting.wakeLater(searchId, SOON_MS);
  });
  return { answer, committed: Promise.resolve(answer) };
}

function isServed(answer: HandedOut): boolean {
  return answer.assignments.length > 0 || answer.searchDone;
}

function keyOf({ searchId, datasetNames }: BlocksRequest): string {
  return searchId ?? `- ${[...datasetNames].sort().join(' ')}`;
}

// eslint-disable-next-line @typescript-eslint/require-await -- so that it rejects with whatever was thrown
async function rejected(error: unknown): Promise<never> {
  throw error;
}
