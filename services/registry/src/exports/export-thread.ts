import { parentPort } from 'node:worker_threads';
import type { ExportAnswer, ExportJob } from './export-job.js';
import { writeExport } from './write-export.js';

/** The thread that writes models beside one that answers calls: making weights and files keeps a processor busy. */

const port = parentPort;
if (port === null) throw new Error('must run as a worker thread');

port.on('message', (job: ExportJob) => {
  void answer(job).then((said) => {
    port.postMessage(said);
  });
});

async function answer(job: ExportJob): Promise<ExportAnswer> {
  try {
    return { kind: 'written', files: await writeExport(job) };
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    return { kind: 'failed', message, code: typeof code === 'string' ? code : undefined };
  }
}
