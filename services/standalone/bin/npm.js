import { spawn } from 'node:child_process';

/** Starts npm: the very npm that runs this script, where one does. */
export function startNpm(args, options) {
  const npm = process.env.npm_execpath;
  return npm?.endsWith('.js')
    ? spawn(process.execPath, [npm, ...args], options)
    : spawn('npm', args, { ...options, shell: process.platform === 'win32' });
}
