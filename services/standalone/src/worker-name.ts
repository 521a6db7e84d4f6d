/** What the workers of `npm start` are called: this, a hyphen and a number. */
export const WORKER_PREFIX = 'worker';

/** Whether a worker is one of `npm start`: it ended with the process that it was started by. */
export function isOwnWorker(name: string): boolean {
  return /^worker-[1-9][0-9]*$/.test(name);
}
