import {
  CONTROLLER_SERVICE,
  REGISTRY_SERVICE,
  type ControllerMethods,
  type RegistryMethods,
} from '@blockqnn/api';
import { createClient, RpcError, startServer, type Client, type Handlers } from '@blockqnn/rpc';
import { createLogger } from '@blockqnn/telemetry';
import { status } from '@grpc/grpc-js';

export const logger = createLogger({ service: 'test', level: 'silent' });

/** A peer on the wire that answers just what a test says: for answers that the real one gives only when things go wrong. */
export interface ScriptedPeer<Methods> extends AsyncDisposable {
  readonly address: string;
  readonly client: Client<Methods>;
}

export function scriptedController(
  handlers: Partial<Handlers<ControllerMethods>>,
  port = 0,
): Promise<ScriptedPeer<ControllerMethods>> {
  return scripted('controller', CONTROLLER_SERVICE, handlers, port);
}

export function scriptedRegistry(
  handlers: Partial<Handlers<RegistryMethods>>,
): Promise<ScriptedPeer<RegistryMethods>> {
  return scripted('registry', REGISTRY_SERVICE, handlers);
}

async function scripted<Methods>(
  service: string,
  contract: Parameters<typeof startServer<Methods>>[0]['contract'],
  handlers: Partial<Handlers<Methods>>,
  port = 0,
): Promise<ScriptedPeer<Methods>> {
  const unscripted = () => {
    throw new RpcError(status.UNIMPLEMENTED, 'not scripted');
  };
  const all = Object.fromEntries(
    Object.keys(contract.definition).map((name) => [
      name.charAt(0).toLowerCase() + name.slice(1),
      unscripted,
    ]),
  );
  const server = await startServer({
    service,
    listen: { host: '127.0.0.1', port },
    contract,
    handlers: { ...all, ...handlers } as Handlers<Methods>,
    logger,
    limits: { drainMs: 100 },
  });
  const client = createClient(contract, server.address);
  return {
    address: server.address,
    client,
    [Symbol.asyncDispose]: async () => {
      client[Symbol.dispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}
