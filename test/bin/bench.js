/** `npm run bench -- NAME [--json]`: measures what `test/bench/NAME.ts` measures. */
import { ensureInstalled } from '../../services/standalone/bin/bootstrap.js';
import { runSource } from '../../services/standalone/bin/run-source.js';

await ensureInstalled();
await runSource(new URL('../tools/run-bench.ts', import.meta.url));
