import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

export interface BreakingProxy {
  readonly endpoint: string;
  /** Ranges of the objects that were asked for, in order; undefined: the whole. */
  readonly ranges: readonly (string | undefined)[];
}

/**
 * Stands before an S3 service and breaks the connections of objects that are read: each after so many bytes, the ones
 * beyond these not at all. It never says how long an object is, as services behind some proxies do not.
 */
export async function startBreakingProxy(
  t: TestContext,
  endpoint: string,
  breaks: readonly number[],
): Promise<BreakingProxy> {
  const ranges: (string | undefined)[] = [];
  const pass = async (asked: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const { method, url, headers } = asked;
    const forwarded = request(new URL(url ?? '/', endpoint), { method, headers });
    asked.pipe(forwarded);
    const [given] = (await once(forwarded, 'response')) as [IncomingMessage];
    const isObject = method === 'GET' && url?.includes('x-id=GetObject') === true;
    const { 'content-length': _, ...rest } = given.headers;
    const status = given.statusCode ?? 500;
    answer.writeHead(status, isObject ? rest : given.headers);
    if (!isObject) return void given.pipe(answer);
    ranges.push(headers.range);
    const bytes = Buffer.concat((await given.toArray()) as Buffer[]);
    const at = status < 300 ? breaks[ranges.length - 1] : undefined;
    if (at === undefined) return void answer.end(bytes);
    answer.write(bytes.subarray(0, at));
    // Long enough for what was written to arrive.
    await pause(200);
    answer.destroy();
  };
  const server = createServer((asked, answer) => {
    pass(asked, answer).catch(() => answer.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, ranges };
}
