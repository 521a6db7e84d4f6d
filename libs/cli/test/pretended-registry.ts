import { createHash } from 'node:crypto';
import { REGISTRY_SERVICE, type ModelHeaderInput, type RegistryMethods } from '@blockqnn/api';
import { createClient, startServer, unimplemented, type Client, type Handlers } from '@blockqnn/rpc';
import { createLogger } from '@blockqnn/telemetry';

type Export = RegistryMethods['exportModel'];

/** A registry that answers ExportModel as it is told to, as no real one would. */
export interface PretendedRegistry extends AsyncDisposable {
  readonly client: Client<RegistryMethods>;
  readonly address: string;
  /** The requests so far. */
  readonly requests: readonly Export['request'][];
}

export async function pretendedRegistry(
  answer: (request: Export['request'], call: number) => AsyncIterable<Export['responseInput']>,
): Promise<PretendedRegistry> {
  const requests: Export['request'][] = [];
  const others = Object.keys(REGISTRY_SERVICE.definition).map((name) => [
    name.charAt(0).toLowerCase() + name.slice(1),
    () => Promise.reject(unimplemented('not here')),
  ]);
  const server = await startServer({
    service: 'registry',
    listen: { host: '127.0.0.1', port: 0 },
    contract: REGISTRY_SERVICE,
    handlers: {
      // By names of the contract, which a record of strings has lost.
      ...(Object.fromEntries(others) as unknown as Handlers<RegistryMethods>),
      exportModel: (request) => {
        requests.push(request);
        return answer(request, requests.length);
      },
    },
    logger: createLogger({ service: 'test', level: 'silent' }),
  });
  const client = createClient(REGISTRY_SERVICE, server.address);
  return {
    client,
    address: server.address,
    requests,
    [Symbol.asyncDispose]: async () => {
      client[Symbol.dispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** Files of a model that somebody made up. */
export type Files = Readonly<Record<string, string>>;

/** What a registry says of these files. */
export function headerOf(files: Files, changes: ModelHeaderInput = {}): ModelHeaderInput {
  const announced = Object.entries(files).map(([name, text]) => ({
    name,
    sizeBytes: text.length,
    sha256: createHash('sha256').update(text).digest('hex'),
  }));
  const etag = createHash('sha256').update(JSON.stringify(announced)).digest('hex');
  return { files: announced, etag, format: 'MODEL_FORMAT_TFJS', ...changes };
}

/** The chunks of the files, three bytes each, from where a request wants to go on. */
export function* chunksOf(
  files: Files,
  resume: Export['request']['resume'],
): Generator<Export['responseInput']> {
  const entries = Object.entries(files);
  const first = resume ? entries.findIndex(([name]) => name === resume.file) : 0;
  for (const [index, [name, text]] of entries.slice(first).entries()) {
    const from = index === 0 ? (resume?.offset ?? 0) : 0;
    for (let offset = from; offset < text.length; offset += 3) {
      yield { chunk: { name, offset, data: Buffer.from(text.slice(offset, offset + 3)) } };
    }
  }
}
