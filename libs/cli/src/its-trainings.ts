import type { RegistryMethods } from '@blockqnn/api';
import { RpcError, type Client } from '@blockqnn/rpc';
import { status } from '@grpc/grpc-js';

/**
 * What to throw where the registry knows no evaluation of a block: that it has trainings, which are asked for
 * in another way; else the error as it is.
 */
export async function orItsTrainings(
  registry: Client<RegistryMethods>,
  block: string,
  error: unknown,
  signal: AbortSignal,
): Promise<unknown> {
  if (!(error instanceof RpcError) || error.code !== status.NOT_FOUND) return error;
  const { trainings } = await registry.listTrainings({ parent: block, pageSize: 1 }, { signal });
  const [best] = trainings;
  if (!best) return error;
  const message = `${error.message}; it has been trained in full: blockqnn trainings list --block ${block.replace('blocks/', '')}, and blockqnn model export --training ${best.name.replace('trainings/', '')}`;
  return new RpcError(error.code, message);
}
