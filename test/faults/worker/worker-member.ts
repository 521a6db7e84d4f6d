/**
 * `worker-member.ts NAME LOOPS LOG SEED ADDRESS…`: a process of simulated workers. It is told over Node's IPC
 * what to work on, and may be killed at any moment.
 */
import { SeededRandom } from '../plan/seeded-random.js';
import { PersistentController } from './persistent-call.js';
import { RecordLog } from './record-log.js';
import { WorkerLoop } from './worker-loop.js';
import type { Assigned, WorkerReport } from './worker-messages.js';

const [name = '', loopCount = '', logPath = '', seed = '', ...addresses] = process.argv.slice(2);

const log = new RecordLog(logPath);
const controller = new PersistentController(addresses, (message) => {
  tell({ kind: 'fault', message });
});
const loops = Array.from({ length: Number(loopCount) }, (_, i) => {
  const loopName = `${name}.${i + 1}`;
  return {
    random: new SeededRandom(Number(seed), `order/${loopName}`),
    worker: new WorkerLoop({
      name: loopName,
      controller,
      log,
      random: new SeededRandom(Number(seed), loopName),
    }),
  };
});

let assigned: Assigned | undefined;
let running: Promise<void> = Promise.resolve();

process.on('message', (message: Assigned) => {
  const known = assigned?.searches.join() === message.searches.join();
  assigned = message;
  if (!known) running = running.then(() => workOn(message));
});
process.on('disconnect', () => {
  process.exit();
});

async function workOn({ searches }: Assigned): Promise<void> {
  await Promise.all(
    loops.map(async ({ random, worker }) => {
      // Half of the loops begin with the last search, so that all are worked on at once.
      const order = random.chance(0.5) ? searches : searches.toReversed();
      for (const search of order) await worker.work(search, () => assigned as Assigned);
    }),
  );
  tell({ kind: 'idle', searches });
}

function tell(report: WorkerReport): void {
  process.send?.(report);
}
