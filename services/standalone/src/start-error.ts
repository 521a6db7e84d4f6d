import { ListenError } from '@blockqnn/rpc';
import { StorageError } from '@blockqnn/storage';

/**
 * Why the services did not start, in the words of `npm start`: its user knows flags, and neither the
 * databases nor the variables of the services.
 */
export function startError(error: unknown, stateDir: string): unknown {
  if (error instanceof StorageError && error.code === 'IN_USE') {
    return new Error(
      `another npm start already uses the state folder ${stateDir}: npx blockqnn talks to it while it serves; ` +
        'stop it with Ctrl-C, or give this one another --state-dir and --port',
      { cause: error },
    );
  }
  if (!(error instanceof ListenError)) return error;
  return new Error(
    `${error.fault}; give another --port (it takes three in a row), or --port 0 for free ones`,
    { cause: error },
  );
}
