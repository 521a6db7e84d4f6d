import { open } from 'node:fs/promises';
import type { Logger } from '@blockqnn/telemetry';

/** What somebody did, or tried to do. */
export interface AuditRecord {
  /** ISO 8601. */
  readonly time: string;
  readonly service: string;
  /** In lower camel case, as in the table of permissions. */
  readonly method: string;
  /** Resource name; undefined where the request named none. */
  readonly resource: string | undefined;
  /** Name and role of the token. */
  readonly token: string | undefined;
  readonly role: string | undefined;
  /** Subject of the client's certificate. */
  readonly certificate: string | undefined;
  /** host:port. */
  readonly peer: string;
  /** Canonical code, `OK` where it was done. */
  readonly outcome: string;
  readonly traceId: string;
}

/**
 * Keeps what administrators do: in the log, marked `audit`, and in a file of JSON lines. A line is on the disk
 * before the call is answered; lines that come together share a sync. Where the file cannot be written the log says
 * so, and the call is answered all the same: what was done is done.
 */
export class AuditLog {
  readonly #logger: Logger;
  readonly #path: string | undefined;
  #waiting: string[] = [];
  #writing: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  private constructor(logger: Logger, path: string | undefined) {
    this.#logger = logger;
    this.#path = path;
  }

  /** @throws Error that names the setting where the file cannot be appended to. */
  static async open(logger: Logger, path: string | undefined): Promise<AuditLog> {
    const log = new AuditLog(logger, path);
    try {
      await log.#append('');
    } catch (error) {
      throw new Error(`BLOCKQNN_AUDIT_FILE: ${(error as Error).message}`, { cause: error });
    }
    return log;
  }

  /** Settles when the line is on the disk; never rejects. */
  async write(record: AuditRecord): Promise<void> {
    const { time: _time, service: _service, ...line } = record;
    // The logger has a time and the service's name in every line.
    this.#logger.info({ audit: true, ...line }, 'audit');
    if (this.#path === undefined) return;
    this.#waiting.push(`${JSON.stringify(record)}\n`);
    // One write at a time; whoever comes meanwhile shares the next.
    this.#next ??= this.#writing.then(() => {
      this.#next = undefined;
      this.#writing = this.#flush();
      return this.#writing;
    });
    await this.#next;
  }

  async #flush(): Promise<void> {
    const lines = this.#waiting;
    this.#waiting = [];
    try {
      await this.#append(lines.join(''));
    } catch (error) {
      this.#logger.error({ err: error, audit: true, lost: lines.length }, 'the audit file cannot be written');
    }
  }

  /** Opened for each time: these calls are rare, and whoever rotates the file need tell nobody. */
  async #append(text: string): Promise<void> {
    if (this.#path === undefined) return;
    const file = await open(this.#path, 'a', 0o600);
    try {
      if (text !== '') await file.appendFile(text);
      await file.datasync();
    } finally {
      await file.close();
    }
  }
}
