import { openPostgres } from '@blockqnn/storage';
import { postgresOfFile } from '../../../test/tools/postgres.js';
import { type ContractTables, databaseContract } from './contracts/database.js';

const postgres = postgresOfFile();

databaseContract('postgres', async (t) => {
  const server = await postgres(t);
  if (!server) return undefined;
  const url = await server.createDatabase();
  return openPostgres<ContractTables>(
    { kind: 'postgres', url },
    { schema: 'library', applicationName: 'test' },
  );
});
