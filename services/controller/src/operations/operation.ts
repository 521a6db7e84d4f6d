import type { BusinessEvents } from '../business-events.js';
import type { UnitOfWork } from '../commit/unit-of-work.js';
import { ControllerError } from '../domain/controller-error.js';
import type { Search } from '../domain/search.js';
import type { LiveState } from '../live/live-state.js';

/**
 * What every operation works with. An operation runs to its end without waiting for anything: it decides on
 * what is in memory, and its changes are committed together or not at all.
 */
export interface Operation {
  readonly unit: UnitOfWork;
  readonly live: LiveState;
  /** By the database's clock. */
  readonly nowMs: number;
  /** Fresh lease tokens and ids; nobody can guess them. */
  readonly newToken: () => string;
  readonly events: BusinessEvents;
  /** Callers that wait for a block of this search may find one now, or that there will be none. */
  readonly wake: (searchId: string) => void;
}

/** @throws ControllerError `SEARCH_DELETED` */
export function requireNotDeleted(search: Search): void {
  if (search.state === 'deleted') {
    throw new ControllerError(
      'SEARCH_DELETED',
      `searches/${search.id} is deleted; UndeleteSearch brings it back`,
    );
  }
}
