import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { status } from '@grpc/grpc-js';
import { hashToken, includesRole, newToken, ROLES, type Role } from '@blockqnn/access';
import { CONTROLLER_SERVICE, EVALUATOR_SERVICE, REGISTRY_SERVICE, type ServiceContract } from '@blockqnn/api';
import { CONTROLLER_PERMISSIONS, controllerConfigFromEnv, startController } from '@blockqnn/controller';
import { EVALUATOR_PERMISSIONS, evaluatorConfigFromEnv, startEvaluator } from '@blockqnn/evaluator';
import { REGISTRY_PERMISSIONS, registryConfigFromEnv, startRegistry } from '@blockqnn/registry';
import { createClient, RpcError } from '@blockqnn/rpc';
import { createLogger } from '@blockqnn/telemetry';

interface Row {
  readonly service: string;
  readonly method: string;
  readonly role: Role;
  /** Empty: none. */
  readonly search: string;
}

/** The table that people read. */
function documented(): Row[] {
  const page = readFileSync(new URL('../../docs/security.md', import.meta.url), 'utf8');
  return [...page.matchAll(/^\| (controller|evaluator|registry) +\| (\w+) +\| (\w+) +\| (\w+|–) +\|$/gm)].map(
    ([, service = '', method = '', role, search = '']) => ({
      service,
      method: method.charAt(0).toLowerCase() + method.slice(1),
      role: role as Role,
      search: search === '–' ? '' : search,
    }),
  );
}

const SERVICES = {
  controller: { contract: CONTROLLER_SERVICE, permissions: CONTROLLER_PERMISSIONS },
  evaluator: { contract: EVALUATOR_SERVICE, permissions: EVALUATOR_PERMISSIONS },
  registry: { contract: REGISTRY_SERVICE, permissions: REGISTRY_PERMISSIONS },
} as const;
type Service = keyof typeof SERVICES;

const inOrder = (rows: readonly Row[]) =>
  [...rows].sort((one, other) =>
    `${one.service}.${one.method}`.localeCompare(`${other.service}.${other.method}`),
  );

it('the page shows the tables that the services go by, and a row for every method', () => {
  const coded = Object.entries(SERVICES).flatMap(([service, { contract, permissions }]) => {
    const methods = Object.keys(contract.definition).map(
      (name) => name.charAt(0).toLowerCase() + name.slice(1),
    );
    assert.deepEqual(Object.keys(permissions).sort(), methods.sort());
    return Object.entries<{ readonly role: Role; readonly search?: string }>(permissions).map(
      ([method, { role, search = '' }]) => ({ service, method, role, search }),
    );
  });
  assert.deepEqual(inOrder(documented()), inOrder(coded));
});

describe('the services, each with the same file of tokens', { timeout: 120_000 }, () => {
  const logger = createLogger({ service: 'test', level: 'silent' });
  const roleTokens = new Map(ROLES.map((role) => [role, newToken()]));
  const scoped = newToken();
  const expired = newToken();
  const started: AsyncDisposable[] = [];
  const addresses = new Map<string, string>();
  let folder = '';
  let auditFile = '';

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'blockqnn-permissions-'));
    auditFile = join(folder, 'audit.jsonl');
    const entry = (name: string, role: Role, token: string, rest: object = {}) => ({
      ...{ name, role, sha256: hashToken(token).toString('hex') },
      ...rest,
    });
    const tokens = [
      ...[...roleTokens].map(([role, token]) => entry(role, role, token)),
      entry('scoped', 'admin', scoped, { searches: ['mine'] }),
      entry('expired', 'admin', expired, { expires: '2020-01-01T00:00:00Z' }),
    ];
    const tokensFile = join(folder, 'tokens.json');
    await writeFile(tokensFile, JSON.stringify({ tokens }));
    const env = (service: Service) => ({
      BLOCKQNN_STATE_DIR: join(folder, service),
      BLOCKQNN_TOKENS_FILE: tokensFile,
      BLOCKQNN_AUDIT_FILE: auditFile,
      [`BLOCKQNN_${service.toUpperCase()}_LISTEN`]: '127.0.0.1:0',
    });
    const controller = await startController(controllerConfigFromEnv(env('controller')), { logger });
    const registry = await startRegistry(registryConfigFromEnv(env('registry')), { logger });
    const evaluator = await startEvaluator(
      { ...evaluatorConfigFromEnv({ ...env('evaluator'), BLOCKQNN_WORKERS: '1', BLOCKQNN_ENGINE: 'wasm' }) },
      { logger },
    );
    for (const [name, service] of Object.entries({ controller, registry, evaluator })) {
      started.push(service);
      addresses.set(name, service.address);
    }
  });

  after(async () => {
    await Promise.all(started.map((service) => service[Symbol.asyncDispose]()));
    await rm(folder, { recursive: true, force: true });
  });

  /** Calls a row's method about a search, and gives the error; undefined: it was done. */
  async function call(
    { service, method, search }: Row,
    token: string | undefined,
    id: string,
  ): Promise<RpcError | undefined> {
    const contract: ServiceContract<unknown> = SERVICES[service as Service].contract;
    using client = createClient(contract, addresses.get(service) ?? '', { connection: { token } });
    const name = search === 'trial' ? `searches/${id}/trials/1` : `searches/${id}`;
    const request = search === '' ? {} : { [search]: name };
    const definition = contract.definition[method.charAt(0).toUpperCase() + method.slice(1)];
    // The methods of a service that is chosen by a table have no types of their own.
    const called = (client as unknown as Readonly<Record<string, (request: unknown) => unknown>>)[method];
    try {
      const answer = called?.(definition?.requestStream === true ? nothing() : request);
      if (definition?.responseStream === true) for await (const _ of answer as AsyncIterable<unknown>) break;
      else await answer;
      return undefined;
    } catch (error) {
      assert.ok(error instanceof RpcError, String(error));
      return error;
    }
  }

  const refusal = (error: RpcError | undefined) =>
    error?.code === status.PERMISSION_DENIED || error?.code === status.UNAUTHENTICATED
      ? error.reason
      : undefined;

  it('answer nobody without a good token', async () => {
    for (const row of documented()) {
      const label = `${row.service} ${row.method}`;
      assert.equal(refusal(await call(row, undefined, 'mine')), 'TOKEN_MISSING', label);
      assert.equal(refusal(await call(row, newToken(), 'mine')), 'TOKEN_UNKNOWN', label);
      assert.equal(refusal(await call(row, expired, 'mine')), 'TOKEN_EXPIRED', label);
    }
  });

  for (const role of ROLES) {
    it(`let a ${role} do what the table says, and no more`, async () => {
      for (const row of documented()) {
        const expected = includesRole(role, row.role) ? undefined : 'ROLE_TOO_LOW';
        assert.equal(
          refusal(await call(row, roleTokens.get(role), 'mine')),
          expected,
          `${row.service} ${row.method}`,
        );
      }
    });
  }

  it('keep a token for one search to calls that name it', async () => {
    for (const row of documented()) {
      const label = `${row.service} ${row.method}`;
      const unnamed = row.search === '';
      assert.equal(refusal(await call(row, scoped, 'mine')), unnamed ? 'SEARCH_NOT_NAMED' : undefined, label);
      assert.equal(
        refusal(await call(row, scoped, 'other')),
        unnamed ? 'SEARCH_NOT_NAMED' : 'SEARCH_OUT_OF_SCOPE',
        label,
      );
      assert.equal(refusal(await call(row, scoped, '-')), 'SEARCH_NOT_NAMED', label);
    }
  });

  it('write down what was done and tried as an administrator, and no token', async () => {
    await call(
      { service: 'controller', method: 'pauseSearch', role: 'admin', search: 'name' },
      roleTokens.get('admin'),
      'audited',
    );
    const text = await readFile(auditFile, 'utf8');
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const own = lines.find(({ resource }) => resource === 'searches/audited');
    assert.deepEqual(
      { ...own, time: undefined, traceId: undefined, peer: undefined },
      {
        ...{ time: undefined, traceId: undefined, peer: undefined },
        ...{ service: 'controller', method: 'pauseSearch', resource: 'searches/audited' },
        ...{ token: 'admin', role: 'admin', outcome: 'NOT_FOUND' },
      },
    );
    assert.match(String(own?.['traceId']), /^[0-9a-f]{32}$/);
    const admin = new Set(
      documented()
        .filter(({ role }) => role === 'admin')
        .map(({ method }) => method),
    );
    assert.deepEqual(new Set(lines.map(({ method }) => method)), admin);
    assert.ok(lines.some(({ outcome, token }) => outcome === 'PERMISSION_DENIED' && token === 'reader'));
    assert.ok(lines.some(({ outcome, token }) => outcome === 'UNAUTHENTICATED' && token === undefined));
    for (const token of [...roleTokens.values(), scoped, expired]) assert.ok(!text.includes(token));
    assert.ok(!text.includes('bqn_'));
  });
});

// eslint-disable-next-line require-yield -- a stream of nothing
async function* nothing(): AsyncGenerator {
  await Promise.resolve();
}
