/** A client process: asks for blocks and tells their accuracies without training, as fast as it is answered. */
import { openCaller, simulatedAccuracy, simulatedEpochs, type Caller, type ClientKind } from './caller.js';

export interface Task {
  readonly kind: ClientKind;
  readonly address: string;
  readonly search: string;
  /** Calls that this process has under way at once. */
  readonly inFlight: number;
  /** Epochs that come with each accuracy. */
  readonly epochs: number;
}

export type Order =
  | { readonly do: 'run'; readonly task: Task }
  /** From now on calls count. */
  | { readonly do: 'measure' }
  | { readonly do: 'stop' };

/** What a client has seen between `measure` and `stop`. */
export interface Seen {
  readonly asksMs: readonly number[];
  readonly tellsMs: readonly number[];
  readonly processorMs: number;
}

let running = false;
let asksMs: number[] = [];
let tellsMs: number[] = [];
let usage = process.cpuUsage();
let ended: Promise<unknown> = Promise.resolve();

process.on('message', (order: Order) => {
  switch (order.do) {
    case 'run':
      running = true;
      ended = work(order.task);
      ended.catch((error: unknown) => {
        console.error(error);
        process.exit(1);
      });
      break;
    case 'measure':
      [asksMs, tellsMs, usage] = [[], [], process.cpuUsage()];
      break;
    case 'stop': {
      const { user, system } = process.cpuUsage(usage);
      const seen: Seen = { asksMs, tellsMs, processorMs: (user + system) / 1000 };
      running = false;
      void ended.then(() => process.send?.(seen));
    }
  }
});
process.on('disconnect', () => process.exit());
process.send?.('ready');

async function work({ kind, address, search, inFlight, epochs }: Task): Promise<void> {
  using caller = await openCaller(kind, address);
  await Promise.all(
    Array.from({ length: inFlight }, (_, lane) =>
      cycle(caller, search, `client-${process.pid}-${lane}`, epochs),
    ),
  );
}

async function cycle(caller: Caller, search: string, worker: string, epochs: number): Promise<void> {
  while (running) {
    const asked = performance.now();
    const { assignments, searchDone } = await caller.ask({ search, count: 1, worker });
    const answered = performance.now();
    const [assignment] = assignments;
    if (searchDone) throw new Error('the search came to its end');
    if (!assignment) continue;
    asksMs.push(answered - asked);
    const accuracy = simulatedAccuracy(assignment.block?.nsc ?? '');
    await caller.tell({
      trial: assignment.trial,
      leaseToken: assignment.leaseToken,
      measurement: { accuracy, epochs: simulatedEpochs(accuracy, epochs) },
    });
    tellsMs.push(performance.now() - answered);
  }
}
