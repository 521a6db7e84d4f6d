import { Client, credentials, Metadata } from '@grpc/grpc-js';

const identity = (bytes: Buffer) => bytes;

/** A unary call with arbitrary bytes and no deadline, as a broken or hostile client sends it. */
export function rawUnary(address: string, path: string, bytes: Buffer): Promise<Buffer> {
  const client = new Client(address, credentials.createInsecure());
  return new Promise<Buffer>((resolve, reject) => {
    client.makeUnaryRequest(path, identity, identity, bytes, new Metadata(), (error, response) => {
      client.close();
      if (error) reject(error);
      else resolve(response ?? Buffer.alloc(0));
    });
  });
}
