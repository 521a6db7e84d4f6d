import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report } from '@blockqnn/standalone';
import type { Bench, Figure } from '../tools/bench.js';
import { PeakMemory } from '../tools/peak-memory.js';

const START = fileURLToPath(new URL('../../services/standalone/bin/start.js', import.meta.url));
const MIB = 1024 * 1024;

export const bench: Bench = {
  name: 'search',
  description:
    'the search of `npm start` (24 blocks, procedural images, two workers): its speed and its memory',
  run: async ({ log, signal }) => {
    const folder = await mkdtemp(join(tmpdir(), 'blockqnn-bench-'));
    try {
      const file = join(folder, 'report.json');
      const args = [
        '--workers',
        '2',
        '--port',
        '0',
        '--seed',
        '0',
        '--exit',
        '--report',
        file,
        '--state-dir',
        join(folder, 'state'),
      ];
      const child = spawn(process.execPath, [START, ...args], {
        stdio: ['ignore', 'ignore', 'pipe'],
        signal,
      });
      let output = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        output = (output + text).slice(-4000);
        log(text.trimEnd());
      });
      await using memory = new PeakMemory(child.pid ?? 0);
      const [code] = (await once(child, 'exit')) as [number | null];
      if (code !== 0) throw new Error(`the search ended with ${String(code)}: ${output}`);
      return figuresOf(JSON.parse(await readFile(file, 'utf8')) as Report, memory);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function figuresOf({ search, evaluations }: Report, memory: PeakMemory): Figure[] {
  const createdMs = Date.parse(String(search['created']));
  const seconds = (Date.parse(String(search['completed'])) - createdMs) / 1000;
  const blockSeconds = evaluations.map((evaluation) => evaluation.seconds).sort((a, b) => a - b);
  const accuracies = evaluations.map(({ accuracy }) => accuracy);
  const [services, ...below] = memory.peaks;
  const training = below.filter(({ command }) => command.includes('services/evaluator/src/child'));
  return [
    { name: 'search, from creation to the last result', value: seconds, unit: 's', atMost: 180 },
    { name: 'blocks', value: (evaluations.length / seconds) * 60, unit: '1/min' },
    { name: 'one block, median', value: blockSeconds[Math.floor(blockSeconds.length / 2)] ?? 0, unit: 's' },
    { name: 'one block, slowest', value: blockSeconds.at(-1) ?? 0, unit: 's' },
    {
      name: 'accuracy, best minus worst',
      value: (Math.max(...accuracies) - Math.min(...accuracies)) * 100,
      unit: '%',
      atLeast: 20,
    },
    { name: 'peak memory, services', value: (services?.bytes ?? 0) / MIB, unit: 'MiB' },
    ...training.map(({ bytes }, index) => ({
      name: `peak memory, training process ${String(index + 1)}`,
      value: bytes / MIB,
      unit: 'MiB',
    })),
    { name: 'peak memory, all together', value: memory.peakTotal / MIB, unit: 'MiB', atMost: 1536 },
  ];
}
