import {
  status,
  type sendUnaryData,
  type Server,
  type ServerUnaryCall,
  type ServerWritableStream,
} from '@grpc/grpc-js';
import { service as definition, type ServingStatus } from 'grpc-health-check';
import { MALFORMED, malformed, tolerant } from './malformed.js';

type Request = { readonly service: string } | typeof MALFORMED;
type Watch = ServerWritableStream<Request, { readonly status: ServingStatus | 'SERVICE_UNKNOWN' }>;

/**
 * Health checking (`grpc.health.v1`). Callers need no token for it, so it keeps nothing of what they ask for, and
 * repeats none of it: an answer with a name of 70,000 characters would fit no trailer, and never come.
 */
export class Health {
  readonly #statuses = new Map<string, ServingStatus>();
  readonly #watches = new Map<string, Set<Watch>>();

  /** @param names of the services that may be asked for */
  constructor(names: readonly string[]) {
    for (const name of names) {
      this.#statuses.set(name, 'UNKNOWN');
      this.#watches.set(name, new Set());
    }
  }

  /** What is answered for all of them from now on. */
  set(serving: ServingStatus): void {
    for (const [name, watches] of this.#watches) {
      this.#statuses.set(name, serving);
      for (const watch of watches) watch.write({ status: serving });
    }
  }

  addTo(server: Server): void {
    server.addService(tolerant(definition), {
      check: (call: ServerUnaryCall<Request, unknown>, answer: sendUnaryData<unknown>) => {
        if (call.request === MALFORMED) {
          answer(refusal());
          return;
        }
        const serving = this.#statuses.get(call.request.service);
        if (serving) answer(null, { status: serving });
        else answer({ code: status.NOT_FOUND, details: 'no such service here; see List' });
      },
      watch: (call: Watch) => {
        this.#watch(call);
      },
      list: (_call: unknown, answer: sendUnaryData<unknown>) => {
        const entries = [...this.#statuses].map(([name, serving]) => [name, { status: serving }] as const);
        answer(null, { statuses: Object.fromEntries(entries) });
      },
    });
  }

  /** An unknown service may be watched, as the protocol has it; here none is added later. */
  #watch(call: Watch): void {
    if (call.request === MALFORMED) {
      call.emit('error', refusal());
      return;
    }
    const { service } = call.request;
    call.write({ status: this.#statuses.get(service) ?? 'SERVICE_UNKNOWN' });
    const watches = this.#watches.get(service);
    watches?.add(call);
    call.once('cancelled', () => {
      watches?.delete(call);
    });
  }
}

function refusal(): { code: status; details: string } {
  const { code, message } = malformed();
  return { code, details: message };
}
