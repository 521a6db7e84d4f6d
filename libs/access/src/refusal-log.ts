import { RareLog, RpcError, type GuardedCall } from '@blockqnn/rpc';
import type { Logger } from '@blockqnn/telemetry';
import { status } from '@grpc/grpc-js';
import { peerHost, type Caller } from './caller.js';

const REFUSALS: ReadonlySet<status> = new Set([status.UNAUTHENTICATED, status.PERMISSION_DENIED]);

/** Logs who called what without the right to, and why; never with what they sent as a token. */
export class RefusalLog {
  readonly #logger: Logger;
  readonly #rare = new RareLog();

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** @param caller - undefined where it is not known who called */
  tell({ method, call, traceId }: GuardedCall, caller: Caller | undefined, error: unknown): void {
    if (!(error instanceof RpcError) || !REFUSALS.has(error.code)) return;
    const { reason } = error;
    const token = caller?.token;
    const kind = [peerHost(call), token?.name, method, reason].join(' ');
    this.#rare.tell(kind, (leftOut) => {
      this.#logger.warn(
        {
          peer: call.getPeer(),
          method,
          outcome: status[error.code],
          reason,
          ...(token && { token: token.name, role: token.role }),
          traceId,
          ...(leftOut > 0 && { leftOut }),
        },
        'call refused',
      );
    });
  }
}
