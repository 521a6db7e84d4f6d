/** Where a server listens. Port 0 lets the system choose. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** `127.0.0.1:50051`, `[::1]:50051`, `localhost:0`; undefined for anything else. */
export function parseAddress(text: string): ListenAddress | undefined {
  const match = /^(?:\[([0-9a-fA-F:]+)\]|([A-Za-z0-9.-]+)):(\d{1,5})$/.exec(text);
  if (!match) return undefined;
  const host = match[1] ?? match[2];
  const port = Number(match[3]);
  return host === undefined || port > 65_535 ? undefined : { host, port };
}

/** Where a service may be found: one or more of `host:port`, separated by commas; undefined for anything else. */
export function parseAddresses(text: string): readonly [ListenAddress, ...ListenAddress[]] | undefined {
  const addresses = text.split(',').map((part) => parseAddress(part.trim()));
  const parsed = addresses.filter((address) => address !== undefined);
  const [first, ...rest] = parsed;
  return first === undefined || parsed.length < addresses.length ? undefined : [first, ...rest];
}

export function formatAddress({ host, port }: ListenAddress): string {
  return `${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
}
