import { register } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * Runs a TypeScript main module in this very process: signals, exit code and standard streams are its
 * own, and nothing idles beside it. Packages must be installed. Forked children inherit the flags.
 */
export async function runSource(url) {
  const tsx = await import('tsx/esm/api');
  tsx.register();
  register('./source-condition.js', import.meta.url);
  process.execArgv.push('--conditions=source', '--import', 'tsx');
  process.argv[1] = fileURLToPath(url);
  await import(url.href);
}
