import { Client, credentials } from '@grpc/grpc-js';

const CHECK = '/grpc.health.v1.Health/Check';
const DEADLINE_MS = 1000;

/** HealthCheckResponse with `status: SERVING`: field 1, varint 1. */
const SERVING = Buffer.from([0x08, 0x01]);

/** Whether the server at an address says of itself that it serves; false too where it says nothing within a second. */
export async function isServing(address: string): Promise<boolean> {
  const client = new Client(address, credentials.createInsecure(), {
    'grpc.use_local_subchannel_pool': 1,
  });
  try {
    return await new Promise<boolean>((resolve) => {
      client.makeUnaryRequest(
        CHECK,
        (bytes: Buffer) => bytes,
        (bytes: Buffer) => bytes,
        Buffer.alloc(0),
        { deadline: Date.now() + DEADLINE_MS },
        (error, answer) => {
          resolve(error === null && answer?.equals(SERVING) === true);
        },
      );
    });
  } finally {
    client.close();
  }
}
