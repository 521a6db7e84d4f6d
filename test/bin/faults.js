/** `npm run faults -- [--rounds N] [--seed S] …`: kills and cuts off the services at work, and proves that nothing was lost. */
import { ensureInstalled } from '../../services/standalone/bin/bootstrap.js';
import { runSource } from '../../services/standalone/bin/run-source.js';

await ensureInstalled();
await runSource(new URL('../faults/run/run-faults.ts', import.meta.url));
