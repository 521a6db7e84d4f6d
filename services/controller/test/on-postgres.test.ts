import { after, test } from 'node:test';
import { startPostgres } from '../../../test/tools/postgres.js';
import { useDatabases } from './database-of-tests.js';

/** Suites whose promises depend on how things are stored; each of them runs on SQLite by itself. */
const SUITES = [
  'submit-reward',
  'lease',
  'request-blocks',
  'restart',
  'race',
  'search-life',
  'pages',
  'watch-search',
  'broadcast',
  'group-commit',
  'learning',
  'compaction',
  'deletion',
  'budgets',
  'migration',
  'request-ids',
];

const server = await startPostgres({
  after: (end) => {
    after(end as () => Promise<void>);
  },
  skip: (message) => {
    test('on PostgreSQL', (t) => {
      t.skip(message);
    });
  },
});
if (server !== undefined) {
  useDatabases(async () => ({ kind: 'postgres', url: await server.createDatabase() }));
  for (const suite of SUITES) await import(`./${suite}.test.js`);
}
