import { connectivityState, type Client } from '@grpc/grpc-js';
import { systemClock } from '@blockqnn/telemetry';

/** An address that does not even refuse is given up after this. */
const CONNECT_MS = 3000;

/** Waits for a connection, at most {@link CONNECT_MS} and until the deadline; false where there is none. */
export async function connected(client: Client, deadline: number): Promise<boolean> {
  const channel = client.getChannel();
  const until = Math.min(deadline, systemClock.now() + CONNECT_MS);
  for (;;) {
    const state = channel.getConnectivityState(true);
    if (state === connectivityState.READY) return true;
    if (state === connectivityState.TRANSIENT_FAILURE || state === connectivityState.SHUTDOWN) return false;
    const changed = await new Promise<boolean>((resolve) => {
      channel.watchConnectivityState(state, until, (error) => {
        resolve(error === undefined);
      });
    });
    if (!changed) return false;
  }
}
