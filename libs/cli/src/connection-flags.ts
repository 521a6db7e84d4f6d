import { connectionFrom, connectionVariables } from '@blockqnn/access';
import type { ClientConnection } from '@blockqnn/rpc';
import { readEnvironment, type Environment } from '@blockqnn/settings';
import type { Command } from 'commander';
import { z } from 'zod';
import { UsageError } from './exit-code.js';
import { inFlags } from './in-flags.js';

interface ConnectionFlags {
  readonly tlsCa?: string;
  readonly tlsClientCert?: string;
  readonly tlsClientKey?: string;
  readonly tokenFile?: string;
  readonly allowPlaintext?: boolean;
}

/** The environment of each whole command, for what its flags leave out. */
const environments = new WeakMap<Command, Environment>();

/** Flags of the whole command, understood before and after every subcommand. A token itself is no flag: others see flags. */
export function addConnectionFlags(program: Command, env: Environment): Command {
  environments.set(program, env);
  return program
    .option('--tls-ca <file>', 'certificates to trust, or "system" (BLOCKQNN_TLS_CA)')
    .option('--tls-client-cert <file>', 'certificate to show to services (BLOCKQNN_TLS_CLIENT_CERT)')
    .option('--tls-client-key <file>', 'its key (BLOCKQNN_TLS_CLIENT_KEY)')
    .option('--token-file <file>', 'file with the token to send (BLOCKQNN_TOKEN_FILE, or BLOCKQNN_TOKEN)')
    .option('--allow-plaintext', 'let the token go out in plaintext (BLOCKQNN_ALLOW_PLAINTEXT)');
}

/** The flags that were given, as the variables that they stand for. */
export function connectionSettings(command: Command): Record<string, string> {
  const flags = command.optsWithGlobals<ConnectionFlags>();
  const settings = {
    BLOCKQNN_TLS_CA: flags.tlsCa,
    BLOCKQNN_TLS_CLIENT_CERT: flags.tlsClientCert,
    BLOCKQNN_TLS_CLIENT_KEY: flags.tlsClientKey,
    BLOCKQNN_TOKEN_FILE: flags.tokenFile,
    // A file that is named wins over a token in the environment.
    BLOCKQNN_TOKEN: flags.tokenFile === undefined ? undefined : '',
    BLOCKQNN_ALLOW_PLAINTEXT: flags.allowPlaintext === true ? 'true' : undefined,
  };
  return Object.fromEntries(
    Object.entries(settings).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** How the command's flags and environment say that services are reached. */
export function connectionOf(command: Command): ClientConnection {
  let root = command;
  while (root.parent) root = root.parent;
  const env = { ...environments.get(root), ...connectionSettings(command) };
  try {
    return connectionFrom(readEnvironment(z.object(connectionVariables), env));
  } catch (error) {
    throw new UsageError(inFlags(error instanceof Error ? error.message : String(error)));
  }
}
