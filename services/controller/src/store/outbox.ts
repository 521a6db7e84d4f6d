import type { BusMessage, OutboxMessage, OutboxStore } from '@blockqnn/events';
import type { Database, OutboxTable } from './tables.js';

export function outboxRow(id: number, message: BusMessage): OutboxTable {
  return {
    id,
    subject: message.subject,
    message_id: message.id,
    headers_json: JSON.stringify(message.headers),
    body: message.body,
  };
}

/** Messages are deleted once published: the trials have everything to make them again. */
export class Outbox implements OutboxStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async unpublished(limit: number): Promise<readonly OutboxMessage[]> {
    const rows = await this.#db.selectFrom('outbox').selectAll().orderBy('id').limit(limit).execute();
    return rows.map((row) => ({
      id: row.id,
      message: {
        subject: row.subject,
        id: row.message_id,
        headers: JSON.parse(row.headers_json) as Record<string, string>,
        body: row.body,
      },
    }));
  }

  async markPublished(throughId: number): Promise<void> {
    await this.#db.deleteFrom('outbox').where('id', '<=', throughId).execute();
  }
}
