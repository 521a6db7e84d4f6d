import type { AuditedWrite, Violation } from './evidence.js';

const LAW = 'one controller writes at a time';

/** Each epoch has one writer, and once a newer epoch has begun no writer of an older one writes again. */
export function checkWrites(writes: readonly AuditedWrite[]): Violation[] {
  const violations: Violation[] = [];
  const writers = new Map<number, string>();
  const deposed = new Set<string>();
  let newest: AuditedWrite | undefined;
  for (const write of writes) {
    const { writer, epoch, table, sequence } = write;
    const broken = (message: string): void => {
      violations.push({ law: LAW, subject: `${table}, write ${sequence}`, message });
    };
    if (newest && epoch < newest.epoch)
      broken(`${writer} wrote in epoch ${epoch} after epoch ${newest.epoch} had begun`);
    else if (deposed.has(writer))
      broken(`${writer} wrote in epoch ${epoch} after another controller had taken its place`);
    const owner = writers.get(epoch) ?? writer;
    if (owner !== writer) broken(`${writer} wrote in epoch ${epoch}, which is that of ${owner}`);
    writers.set(epoch, owner);
    if (newest && epoch > newest.epoch && newest.writer !== writer) deposed.add(newest.writer);
    if (!newest || epoch >= newest.epoch) newest = write;
  }
  return violations;
}
