/** `npm run torch`: fetches PyTorch into `.cache/`, where the tests find it. */
import { ensureInstalled } from '../../services/standalone/bin/bootstrap.js';
import { runSource } from '../../services/standalone/bin/run-source.js';

await ensureInstalled();
await runSource(new URL('../tools/fetch-torch.ts', import.meta.url));
