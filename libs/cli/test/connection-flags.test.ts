import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Command } from 'commander';
import { addConnectionFlags, connectionOf, connectionSettings } from '../src/connection-flags.js';

/** A subcommand two levels down, parsed with its flags. */
function parsed(args: readonly string[], env: Readonly<Record<string, string>> = {}): Command {
  const leaf = new Command('list').action(() => undefined);
  const root = addConnectionFlags(new Command('blockqnn'), env).addCommand(
    new Command('search').addCommand(leaf),
  );
  root.parse(['search', 'list', ...args], { from: 'user' });
  return leaf;
}

it('flags after a subcommand win over the environment', () => {
  const env = { BLOCKQNN_TLS_CA: '/env.pem', BLOCKQNN_TOKEN: 'bqn_env' };
  assert.deepEqual(connectionOf(parsed([], env)), {
    allowPlaintext: false,
    token: 'bqn_env',
    tls: { ca: { name: 'BLOCKQNN_TLS_CA', path: '/env.pem' }, identity: undefined },
  });
  const flags = ['--tls-ca', '/flag.pem', '--token-file', '/token', '--allow-plaintext'];
  assert.deepEqual(connectionOf(parsed(flags, env)), {
    allowPlaintext: true,
    token: { name: 'BLOCKQNN_TOKEN_FILE', path: '/token' },
    tls: { ca: { name: 'BLOCKQNN_TLS_CA', path: '/flag.pem' }, identity: undefined },
  });
  assert.deepEqual(connectionSettings(parsed([])), {});
});

it('settings that do not go together are a usage error that names them', () => {
  assert.throws(() => connectionOf(parsed(['--tls-client-cert', 'c'])), {
    name: 'UsageError',
    message: /--tls-client-cert .*BLOCKQNN_TLS_CLIENT_CERT.* and --tls-client-key .*: set both or neither/,
  });
  assert.throws(() => connectionOf(parsed(['--tls-client-cert', 'c', '--tls-client-key', 'k'])), {
    message: /needs --tls-ca .BLOCKQNN_TLS_CA/,
  });
});
