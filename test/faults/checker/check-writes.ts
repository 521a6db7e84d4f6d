import type { AuditedWrite, Violation } from './evidence.js';

const LAW = 'one controller writes at a time';

/**
 * Epochs grow, each has one writer, and begins with that writer's taking the place. A controller whose place was
 * taken may come again, in a new epoch only.
 */
export function checkWrites(writes: readonly AuditedWrite[]): Violation[] {
  if (writes.length === 0) return [{ law: LAW, subject: 'all tables', message: 'no write was recorded' }];
  const violations: Violation[] = [];
  const writers = new Map<number, string>();
  let newest = 0;
  for (const { writer, epoch, table, sequence } of writes) {
    const broken = (message: string): void => {
      violations.push({ law: LAW, subject: `${table}, write ${sequence}`, message });
    };
    if (epoch < newest) broken(`${writer} wrote in epoch ${epoch} after epoch ${newest} had begun`);
    const owner = writers.get(epoch);
    if (owner === undefined && newest > 0 && table !== 'leadership') {
      broken(`${writer} wrote in epoch ${epoch} before anybody had begun it`);
    }
    if (owner !== undefined && owner !== writer) {
      broken(`${writer} wrote in epoch ${epoch}, which is that of ${owner}`);
    }
    writers.set(epoch, owner ?? writer);
    newest = Math.max(newest, epoch);
  }
  return violations;
}
