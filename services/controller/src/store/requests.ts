import type { RememberedRequest } from '../live/requests.js';
import type { Database } from './tables.js';

export async function findRequest(
  db: Database,
  method: string,
  requestId: string,
): Promise<RememberedRequest | undefined> {
  const row = await db
    .selectFrom('request')
    .selectAll()
    .where('method', '=', method)
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  return row && { method, requestId, digest: row.digest, answerJson: row.answer_json };
}
