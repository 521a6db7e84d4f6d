import { spawnSync } from 'node:child_process';

/** Runs npm to its end: the very npm that runs this script, where one does. Gives spawnSync's result. */
export function runNpm(args, options) {
  const npm = process.env.npm_execpath;
  return npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}
