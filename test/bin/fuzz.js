/** `npm run fuzz -- [--requests N] [--seed S] [--service NAME] [--json]`: sends hostile requests to every service. */
import { ensureInstalled } from '../../services/standalone/bin/bootstrap.js';
import { runSource } from '../../services/standalone/bin/run-source.js';

await ensureInstalled();
await runSource(new URL('../fuzz/run-fuzz.ts', import.meta.url));
