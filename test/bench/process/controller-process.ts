import { CONTROLLER_SERVICE, type ControllerMethods } from '@blockqnn/api';
import { createClient, type Client } from '@blockqnn/rpc';
import { serving, startServiceProcess } from './service-process.js';

export interface ControllerProcess extends AsyncDisposable {
  readonly pid: number;
  /** host:port. */
  readonly address: string;
  readonly client: Client<ControllerMethods>;
  /** Ends it as a crash does. */
  kill(): Promise<void>;
}

/** A controller in a process of its own that serves. `url`: of a PostgreSQL database; undefined: a file in the folder. */
export async function startController(folder: string, url: string | undefined): Promise<ControllerProcess> {
  const { pid, address, end } = await startServiceProcess('controller', folder, url);
  const client = createClient(CONTROLLER_SERVICE, address);
  await serving(() => client.listSearches({ pageSize: 1 }));
  return {
    pid,
    address,
    client,
    kill: () => end('SIGKILL'),
    [Symbol.asyncDispose]: async () => {
      client[Symbol.dispose]();
      await end('SIGTERM');
    },
  };
}
