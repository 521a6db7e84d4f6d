import { setTimeout as delay } from 'node:timers/promises';
import type { RegistryMethods } from '@blockqnn/api';
import type { Client } from '@blockqnn/rpc';

const POLL_MS = 100;
const PATIENCE_POLLS = 300;

/** Resolves when the registry keeps as many evaluations of a search as it has trials. Throws where it does not come to that. */
export async function registryCatchUp(
  registry: Client<RegistryMethods>,
  search: string,
  count: number,
  signal: AbortSignal,
): Promise<void> {
  let kept = 0;
  for (let poll = 0; poll < PATIENCE_POLLS; poll += 1) {
    kept = await countEvaluations(registry, search, signal);
    if (kept >= count) return;
    await delay(POLL_MS, undefined, { signal });
  }
  throw new Error(`the registry keeps ${String(kept)} of ${String(count)} evaluations; the log says why`);
}

async function countEvaluations(
  registry: Client<RegistryMethods>,
  parent: string,
  signal: AbortSignal,
): Promise<number> {
  let count = 0;
  let pageToken = '';
  do {
    const page = await registry.listEvaluations({ parent, pageSize: 1000, pageToken }, { signal });
    count += page.evaluations.length;
    pageToken = page.nextPageToken;
  } while (pageToken !== '');
  return count;
}
