import type { Options } from '@grpc/proto-loader';
import { fileURLToPath } from 'node:url';

/** Root of the proto files; the same folder from source and from dist. */
export const PROTO_DIR = fileURLToPath(new URL('../../../proto', import.meta.url));

/** How messages look in JavaScript. Keep equal to the flags in bin/generate.js, which makes the types. */
export const LOADER_OPTIONS: Options = {
  keepCase: false,
  longs: Number,
  enums: String,
  defaults: true,
  oneofs: true,
  includeDirs: [PROTO_DIR],
};
