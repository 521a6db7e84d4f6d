import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { databaseLocation, describeLocation, parsePostgresUrl, StorageError } from '@blockqnn/storage';

test('reads host, port, database, user and password', () => {
  const { tls, ...address } = parsePostgresUrl('postgresql://me:p%40s%2Fs@db.example:5433/blocks');
  assert.deepEqual(address, {
    host: 'db.example',
    port: 5433,
    database: 'blocks',
    user: 'me',
    password: 'p@s/s',
    applicationName: undefined,
    description: 'PostgreSQL me@db.example:5433/blocks',
  });
  assert.equal(tls, undefined);
  const short = parsePostgresUrl('postgres://[::1]/blocks?application_name=x');
  assert.deepEqual([short.host, short.port, short.user, short.password], ['::1', 5432, undefined, undefined]);
  assert.equal(short.applicationName, 'x');
  assert.equal(parsePostgresUrl('postgres:///blocks?host=/run/postgresql').host, '/run/postgresql');
});

test('takes what was percent-encoded as it was', () => {
  const part = fc.string({ minLength: 1, unit: 'grapheme' });
  fc.assert(
    fc.property(part, part, (user, password) => {
      const url = `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@h/d`;
      const address = parsePostgresUrl(url);
      assert.deepEqual([address.user, address.password], [user, password]);
    }),
  );
});

test('sslmode means what it means to libpq', () => {
  const tls = (parameters: string) => parsePostgresUrl(`postgres://h/d${parameters}`).tls;
  assert.equal(tls('?sslmode=disable'), undefined);
  const encrypted = tls('?sslmode=require');
  assert.equal(encrypted?.rejectUnauthorized, false);
  const verified = tls('?sslmode=verify-full');
  assert.equal(verified?.rejectUnauthorized, true);
  assert.equal(verified.checkServerIdentity, undefined);
  const file = import.meta.filename;
  for (const mode of ['verify-ca', 'require']) {
    const byRoot = tls(`?sslmode=${mode}&sslrootcert=${file}`);
    assert.equal(byRoot?.rejectUnauthorized, true);
    assert.equal(byRoot.checkServerIdentity?.('h', {} as never), undefined);
    assert.match(String(byRoot.ca), /sslmode means/);
  }
});

const BAD: readonly (readonly [string, RegExp])[] = [
  ['', /must begin with postgres:\/\/ or postgresql:\/\//],
  ['mysql://me:p4ss@h/d', /must begin with postgres:/],
  ['postgres://me:p4ss@/d', /must be postgres:\/\/user:password@host:port\/database/],
  ['postgres://me:p4ss@h:99999/d', /must be postgres:/],
  ['postgres://me:p4ss/@h/d', /must be postgres:|must name a database/],
  ['postgres:///d', /must name a host/],
  ['postgres://me:p4ss@h', /must name a database/],
  ['postgres://me:p4ss@h/d/e', /must name a database/],
  ['postgres://me:p4ss%@h/d', /password with a % that encodes nothing; write % as %25/],
  [
    'postgres://me:p4ss@h/d?sslmode=prefer',
    /sslmode="prefer"; must be disable, require, verify-ca, verify-full/,
  ],
  ['postgres://me:p4ss@h/d?sslmode=verify-ca', /needs sslrootcert where sslmode is verify-ca/],
  [
    'postgres://me:p4ss@h/d?sslmode=require&sslrootcert=/none.pem',
    /sslrootcert that cannot be read \(ENOENT/,
  ],
  ['postgres://me:p4ss@h/d?pool=3', /unknown parameter "pool"; known are sslmode/],
];

test('says what is wrong with a URL without repeating its password', () => {
  for (const [url, message] of BAD) {
    assert.throws(
      () => parsePostgresUrl(url),
      (error) => {
        assert.ok(error instanceof StorageError, url);
        assert.equal(error.code, 'BAD_URL');
        assert.match(error.message, message);
        assert.doesNotMatch(inspect(error), /p4ss/);
        return true;
      },
    );
  }
});

test('a location is described without its password', () => {
  assert.equal(
    describeLocation(databaseLocation('postgres://me:p4ss@h/d', { path: 'x.db' })),
    'PostgreSQL me@h:5432/d',
  );
  const file = databaseLocation(undefined, { path: 'x.db', synchronous: 'normal' });
  assert.deepEqual(file, { kind: 'sqlite', path: 'x.db', synchronous: 'normal' });
  assert.equal(describeLocation(file), 'x.db');
});
