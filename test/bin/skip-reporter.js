/**
 * Reporter of Node's test runner: says at the end what was skipped and why. Where CI is true, a skip fails the run.
 */
export default async function* skipReporter(events) {
  const reasons = new Map();
  for await (const { type, data } of events) {
    if (type !== 'test:pass' || data.skip === undefined) continue;
    const reason = data.skip === true ? `${data.name} (no reason given)` : data.skip;
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  if (reasons.size === 0) return;
  const failing = process.env.CI === 'true';
  if (failing) process.exitCode = 1;
  yield '\n';
  for (const [reason, count] of reasons) {
    yield `${count} ${count === 1 ? 'test' : 'tests'} skipped: ${reason}\n`;
  }
  if (failing) yield 'CI is true, and a skipped test is a failure there.\n';
}
