import { parentPort, workerData } from 'node:worker_threads';
import sharp from 'sharp';
import { ConcurrencyLimiter } from './concurrency-limiter.js';
import { decodeTask } from './decode-task.js';
import type {
  DecodedTask,
  DecoderAnswer,
  DecoderRequest,
  DecoderSettings,
  DecodeTask,
} from './decoder-messages.js';

/**
 * The thread that decodes beside one that is blocked while it trains. It only feeds the native decoder,
 * which works in threads of its own.
 */

const port = parentPort;
if (port === null) throw new Error('must run as a worker thread');

// One native thread for each image; no memory for images that are done with.
sharp.concurrency(1);
sharp.cache(false);

const limiter = new ConcurrencyLimiter((workerData as DecoderSettings).decoders);
const underWay = new Set<number>();

port.on('message', (request: DecoderRequest) => {
  switch (request.kind) {
    case 'decode':
      void decode(request.id, request.task);
      return;
    case 'cancel':
      underWay.delete(request.id);
      return;
    case 'close':
      underWay.clear();
      // Nothing else keeps the thread but the images that are being decoded.
      port.close();
  }
});

async function decode(id: number, task: DecodeTask): Promise<void> {
  underWay.add(id);
  let decoded: DecodedTask;
  try {
    decoded = await decodeTask(task, limiter, () => !underWay.has(id));
  } catch (error) {
    if (underWay.delete(id)) answer({ kind: 'failed', id, message: (error as Error).message });
    return;
  }
  if (!underWay.delete(id)) return;
  answer({ kind: 'decoded', id, decoded }, [decoded.pixels.buffer, decoded.findings.buffer]);
}

function answer(message: DecoderAnswer, moved: readonly ArrayBuffer[] = []): void {
  port?.postMessage(message, moved);
}
