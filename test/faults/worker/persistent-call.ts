import { CONTROLLER_SERVICE, type ControllerMethods } from '@blockqnn/api';
import { createClient, RpcError, type Client } from '@blockqnn/rpc';
import { status } from '@grpc/grpc-js';
import { setTimeout as sleep } from 'node:timers/promises';

type Controller = Client<ControllerMethods>;

const DEADLINE_MS = 3000;
const LEAST_PAUSE_MS = 20;
const MOST_PAUSE_MS = 400;

/** Answers that say nothing of whether the call took effect, or ask for patience. */
const AGAIN = new Set([
  status.UNAVAILABLE,
  status.DEADLINE_EXCEEDED,
  status.CANCELLED,
  status.RESOURCE_EXHAUSTED,
  status.ABORTED,
]);

/** Code of gRPC for an answer that no client should ever get, whatever dies around it. */
const NEVER = new Set([status.INTERNAL, status.UNKNOWN, status.UNIMPLEMENTED, status.DATA_LOSS]);

/** A controller behind several addresses of which one answers: calls are repeated until they get a definite answer. */
export class PersistentController implements Disposable {
  readonly #clients: readonly Controller[];
  readonly #onFault: (message: string) => void;
  #current = 0;

  /** @param onFault Told of answers that are a fault of the service whatever happened to it. */
  constructor(addresses: readonly string[], onFault: (message: string) => void) {
    this.#clients = addresses.map((address) =>
      createClient(CONTROLLER_SERVICE, address, { deadlineMs: DEADLINE_MS }),
    );
    this.#onFault = onFault;
  }

  /** Rejects with the refusal where it is for good. */
  async call<Answer>(work: (controller: Controller) => Promise<Answer>): Promise<Answer> {
    for (let pauseMs = LEAST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, MOST_PAUSE_MS)) {
      const used = this.#current;
      try {
        return await work(this.#clients[used] as Controller);
      } catch (error) {
        if (!(error instanceof RpcError)) throw error;
        if (NEVER.has(error.code)) this.#onFault(`${status[error.code]}: ${error.message}`);
        else if (!AGAIN.has(error.code)) throw error;
      }
      // Another loop may have moved on meanwhile.
      if (this.#current === used) this.#current = (used + 1) % this.#clients.length;
      await sleep(pauseMs);
    }
  }

  [Symbol.dispose](): void {
    for (const client of this.#clients) client[Symbol.dispose]();
  }
}
