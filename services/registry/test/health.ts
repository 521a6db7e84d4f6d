import { Client, credentials } from '@grpc/grpc-js';

const STATUS = ['UNKNOWN', 'SERVING', 'NOT_SERVING', 'SERVICE_UNKNOWN'] as const;

/** What `grpc.health.v1.Health/Check` answers for the whole server. */
export async function health(address: string): Promise<(typeof STATUS)[number] | undefined> {
  const client = new Client(address, credentials.createInsecure());
  try {
    return await new Promise((resolve, reject) => {
      client.makeUnaryRequest(
        '/grpc.health.v1.Health/Check',
        (message: Buffer) => message,
        // One field: tag, then the status.
        (message) => STATUS[message[1] ?? 0],
        Buffer.alloc(0),
        (error, answer) => {
          if (error) reject(error);
          else resolve(answer);
        },
      );
    });
  } finally {
    client.close();
  }
}
