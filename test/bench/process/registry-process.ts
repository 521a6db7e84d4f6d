import { REGISTRY_SERVICE, type RegistryMethods } from '@blockqnn/api';
import { createClient, type Client } from '@blockqnn/rpc';
import { serving, startServiceProcess } from './service-process.js';

export interface RegistryProcess extends AsyncDisposable {
  readonly pid: number;
  readonly client: Client<RegistryMethods>;
}

/** A registry in a process of its own that serves. `url`: of a PostgreSQL database; undefined: a file in the folder. */
export async function startRegistry(
  folder: string,
  url: string | undefined,
  variables?: Readonly<Record<string, string>>,
): Promise<RegistryProcess> {
  const { pid, address, end } = await startServiceProcess('registry', folder, url, variables);
  const client = createClient(REGISTRY_SERVICE, address);
  await serving(() => client.listEvaluations({ pageSize: 1 }));
  return {
    pid,
    client,
    [Symbol.asyncDispose]: async () => {
      client[Symbol.dispose]();
      await end('SIGTERM');
    },
  };
}
