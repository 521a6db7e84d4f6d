import { CONTROLLER_SERVICE, EVALUATOR_SERVICE, REGISTRY_SERVICE } from '@blockqnn/api';
import { createClient, parseAddresses, type Client, type ClientConnection } from '@blockqnn/rpc';
import type { ControllerMethods, EvaluatorMethods, RegistryMethods } from '@blockqnn/api';
import { Option, type Command } from 'commander';
import { connectionOf } from './connection-flags.js';
import { messageOf, UsageError } from './exit-code.js';
import { inFlags } from './in-flags.js';

const DEFAULT_ADDRESSES = {
  controller: '127.0.0.1:50051',
  evaluator: '127.0.0.1:50052',
  registry: '127.0.0.1:50053',
} as const;

export type ServiceName = keyof typeof DEFAULT_ADDRESSES;

/** The flag that names a service's address. */
export function serviceOption(service: ServiceName): Option {
  return new Option(
    `--${service} <host:port>`,
    `address of the ${service}; several, separated by commas, stand in for each other`,
  )
    .env(`BLOCKQNN_${service.toUpperCase()}_ADDRESS`)
    .default(DEFAULT_ADDRESSES[service]);
}

interface Clients {
  readonly controller: Client<ControllerMethods>;
  readonly evaluator: Client<EvaluatorMethods>;
  readonly registry: Client<RegistryMethods>;
}

type Connect<Service extends ServiceName> = (
  address: string,
  connection: ClientConnection,
) => Clients[Service];

const CONNECT: { readonly [Service in ServiceName]: Connect<Service> } = {
  controller: (address, connection) => createClient(CONTROLLER_SERVICE, address, { connection }),
  evaluator: (address, connection) => createClient(EVALUATOR_SERVICE, address, { connection }),
  registry: (address, connection) => createClient(REGISTRY_SERVICE, address, { connection }),
};

/** An error together with the address of the service that it came from. */
export class ServiceFailure extends Error {
  override readonly name = 'ServiceFailure';
  override readonly cause: unknown;

  /** @param flags - of the command, for instance "--stack" */
  constructor(cause: unknown, address: string, service: ServiceName, flags: readonly string[]) {
    super(messageOf(cause, address, service, flags));
    this.cause = cause;
  }
}

/** Runs work with a client of the service that the command's flags name, and closes it afterwards. */
export async function withService<Service extends ServiceName, Result>(
  service: Service,
  command: Command,
  work: (client: Clients[Service]) => Promise<Result>,
): Promise<Result> {
  const named = command.optsWithGlobals<Partial<Record<ServiceName, string>>>()[service];
  // An empty variable counts as unset.
  const address = named === undefined || named === '' ? DEFAULT_ADDRESSES[service] : named;
  return await withServiceAt(service, address, work, connectionOf(command), flagsOf(command));
}

const flagsOf = ({ options }: Command): readonly string[] => options.flatMap(({ long }) => long ?? []);

/** Runs work with a client of a service, by default one that is on this machine alone, and closes it afterwards. */
export async function withServiceAt<Service extends ServiceName, Result>(
  service: Service,
  address: string,
  work: (client: Clients[Service]) => Promise<Result>,
  connection: ClientConnection = {},
  flags: readonly string[] = [],
): Promise<Result> {
  const client = connect(service, address, connection);
  try {
    return await work(client);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new ServiceFailure(error, address, service, flags);
  } finally {
    client[Symbol.dispose]();
  }
}

function connect<Service extends ServiceName>(
  service: Service,
  address: string,
  connection: ClientConnection,
): Clients[Service] {
  if (!parseAddresses(address)) {
    throw new UsageError(
      `--${service} ${address}: must be host:port, for instance ${DEFAULT_ADDRESSES[service]}, several separated by commas`,
    );
  }
  try {
    return CONNECT[service](address, connection);
  } catch (error) {
    throw new UsageError(inFlags(error instanceof Error ? error.message : String(error)));
  }
}
