import { MultiBar, Presets, type SingleBar } from 'cli-progress';

/** Tells people how far a run is. */
export interface Progress extends Disposable {
  update(target: string, requests: number, findings: number): void;
}

/** Bars on a terminal, a line for each tenth elsewhere. Writes to standard error. */
export function showProgress(totals: ReadonlyMap<string, number>): Progress {
  return process.stderr.isTTY ? bars(totals) : lines(totals);
}

function bars(totals: ReadonlyMap<string, number>): Progress {
  const all = new MultiBar(
    {
      stream: process.stderr,
      format: '{target} {bar} {value}/{total} · {eta_formatted} · {findings}',
      gracefulExit: false,
    },
    Presets.shades_grey,
  );
  const byTarget = new Map<string, SingleBar>();
  for (const [target, total] of totals) {
    byTarget.set(target, all.create(total, 0, { target: target.padEnd(10), findings: found(0) }));
  }
  return {
    update: (target, requests, findings) =>
      byTarget.get(target)?.update(requests, { findings: found(findings) }),
    [Symbol.dispose]: () => {
      all.stop();
    },
  };
}

function lines(totals: ReadonlyMap<string, number>): Progress {
  const told = new Map<string, number>();
  return {
    update: (target, requests, findings) => {
      const total = totals.get(target) ?? 1;
      const tenth = Math.floor((10 * requests) / total);
      if (tenth <= (told.get(target) ?? 0)) return;
      told.set(target, tenth);
      process.stderr.write(
        `${target}: ${String(requests)} of ${String(total)} requests, ${found(findings)}\n`,
      );
    },
    [Symbol.dispose]: () => undefined,
  };
}

const found = (findings: number): string => `${String(findings)} ${findings === 1 ? 'finding' : 'findings'}`;
