import { Events, type NatsConnection } from 'nats';

export interface StatusListener {
  /** Called at once and after each reconnect; the signal tells that this connection is lost again. */
  readonly onConnected: (lost: AbortSignal) => void;
  readonly onLost: () => void;
}

/** Follows a connection through its breaks. The client's own status iterator does not end when it closes. */
export class StatusWatch {
  readonly #listener: StatusListener;
  #lost: AbortController | undefined;

  constructor(connection: NatsConnection, listener: StatusListener) {
    this.#listener = listener;
    this.#begin();
    void this.#follow(connection);
  }

  async #follow(connection: NatsConnection): Promise<void> {
    for await (const { type } of connection.status()) {
      if (type === Events.Disconnect) this.end();
      else if (type === Events.Reconnect) this.#begin();
    }
  }

  #begin(): void {
    this.#lost = new AbortController();
    this.#listener.onConnected(this.#lost.signal);
  }

  /** To be called when the connection is closed for good. */
  end(): void {
    if (!this.#lost) return;
    this.#lost.abort();
    this.#lost = undefined;
    this.#listener.onLost();
  }
}
