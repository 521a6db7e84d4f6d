import type { Controller } from '../controller.js';
import { releaseLeases } from '../operations/release-leases.js';
import { renewLeases } from '../operations/renew-leases.js';

/**
 * What a controller does with the leases that it finds: those of workers that are gone end, all others begin
 * anew.
 */
export async function takeOverLeases(
  controller: Controller,
  isGone: ((worker: string) => boolean) | undefined,
): Promise<void> {
  // Before any call can find a lease that ended meanwhile. Agents are not needed for this, so they are read later.
  await controller.operate((operation) => {
    for (const live of operation.live.searches) renewLeases(operation, live);
  });
  if (isGone === undefined) return;
  for (const { search } of [...controller.live.searches]) {
    await controller.onSearch(search.id, (operation, live) => {
      releaseLeases(operation, live, isGone);
    });
  }
}
