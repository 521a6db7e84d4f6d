import fc from 'fast-check';
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { TokenBook } from '../src/token-book.js';
import {
  hashToken,
  includesRole,
  newToken,
  parseTokenEntries,
  ROLES,
  formatEntry,
  type TokenEntry,
} from '../src/index.js';

const HASH = 'ab'.repeat(32);

it('a token has a prefix and 256 bits, and no two are alike', () => {
  const tokens = Array.from({ length: 1000 }, newToken);
  for (const token of tokens) {
    assert.match(token, /^bqn_[A-Za-z0-9_-]{43}$/);
    assert.equal(Buffer.from(token.slice(4), 'base64url').length, 32);
  }
  assert.equal(new Set(tokens).size, tokens.length);
});

it('a token is found by its text alone', () => {
  const token = newToken();
  const entry: TokenEntry = {
    name: 'a',
    role: 'reader',
    sha256: hashToken(token).toString('hex'),
    searches: undefined,
    expiresMs: undefined,
  };
  const book = new TokenBook([{ ...entry, name: 'b', sha256: HASH }, entry]);
  assert.equal(book.find(token)?.name, 'a');
  for (const wrong of ['', token.slice(0, -1), `${token}x`, newToken(), HASH, entry.sha256]) {
    assert.equal(book.find(wrong), undefined);
  }
});

it('each role includes the ones before it', () => {
  const table = ROLES.map((role) => ROLES.map((least) => includesRole(role, least)));
  assert.deepEqual(table, [
    [true, false, false],
    [true, true, false],
    [true, true, true],
  ]);
});

it('entries come back as they were written', () => {
  const entries = fc.record(
    {
      name: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/),
      role: fc.constantFrom(...ROLES),
      // Digits alone, or with an e in between, are numbers to YAML unless quoted.
      sha256: fc.oneof(
        fc.stringMatching(/^[0-9a-f]{64}$/),
        fc.stringMatching(/^[0-9]{40}e[0-9]{23}$/),
        fc.stringMatching(/^[0-9]{64}$/),
      ),
      searches: fc.option(
        fc.array(fc.stringMatching(/^[a-z][a-z0-9-]{0,39}$/), { minLength: 1, maxLength: 3 }),
        { nil: undefined },
      ),
      expiresMs: fc.option(fc.integer({ min: 0, max: 4e12 }), { nil: undefined }),
    },
    { noNullPrototype: true },
  );
  fc.assert(
    fc.property(entries, (entry) => {
      assert.deepEqual(parseTokenEntries(formatEntry(entry)), [entry]);
    }),
  );
});

it('JSON is read too, and searches with or without their prefix', () => {
  const text = JSON.stringify({
    tokens: [{ name: 'a', role: 'worker', sha256: HASH, searches: ['x', 'searches/y'] }],
  });
  assert.deepEqual(parseTokenEntries(text)[0]?.searches, ['x', 'y']);
});

it('what is wrong with a file is said with entry and field, and without hashes or lines of it', () => {
  const entry = (fields: string) => `tokens:\n  - {name: a, role: reader, sha256: "${HASH}", ${fields}}`;
  for (const [text, expected] of [
    ['', /the file: must be a map with "tokens"/],
    ['tokens: 3', /tokens: must be a list/],
    [
      'tokens:\n - {name: "a b", role: root}',
      /tokens\.0\.name: must be 1 to 63.*tokens\.0\.role: must be one of reader, worker, admin.*tokens\.0\.sha256/s,
    ],
    [entry('searches: []'), /tokens\.0\.searches: must name a search/],
    [entry('searches: ["searches/-"]'), /tokens\.0\.searches\.0: must be searches\/\{search\}/],
    [entry('expires: tomorrow'), /tokens\.0\.expires: must be a time such as/],
    [entry('rôle: admin'), /Unrecognized key/],
    [
      `tokens:\n  - {name: a, role: reader, sha256: "${HASH}"}\n  - {name: a, role: reader, sha256: "${'cd'.repeat(32)}"}`,
      /two tokens have the name a/,
    ],
    ['tokens: [secret: {', /is neither YAML nor JSON \(line 1\)/],
  ] as const) {
    assert.throws(() => parseTokenEntries(text), expected, text);
    assert.throws(
      () => parseTokenEntries(text),
      (error: Error) => !error.message.includes('secret'),
      text,
    );
  }
});
