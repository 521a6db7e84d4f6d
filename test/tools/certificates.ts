import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { skipForWantOf, type ToolContext } from './needs.js';
import { runProgram } from './program.js';

/** Files in PEM. */
export interface Certificate {
  readonly certFile: string;
  readonly keyFile: string;
}

/** An authority, and certificates that it signed for a server at 127.0.0.1 and for a client. */
export interface Certificates {
  readonly caFile: string;
  readonly server: Certificate;
  readonly client: Certificate;
}

/** Makes certificates in a folder by means of OpenSSL. Undefined after the test was skipped for want of it. */
export async function createCertificates(t: ToolContext, folder: string): Promise<Certificates | undefined> {
  try {
    const ca = { certFile: join(folder, 'ca.pem'), keyFile: join(folder, 'ca-key.pem') };
    await openssl([
      'req',
      '-x509',
      ...keyTo(ca.keyFile),
      '-out',
      ca.certFile,
      '-days',
      '2',
      '-subj',
      '/CN=test authority',
    ]);
    const server = await signed(folder, ca, 'server', 'subjectAltName=IP:127.0.0.1,DNS:localhost');
    const client = await signed(folder, ca, 'client', 'extendedKeyUsage=clientAuth');
    return { caFile: ca.certFile, server, client };
  } catch (error) {
    skipForWantOf(t, 'openssl', `install OpenSSL (${String(error)})`);
    return undefined;
  }
}

async function signed(
  folder: string,
  ca: Certificate,
  name: string,
  extension: string,
): Promise<Certificate> {
  const [certFile, keyFile, request, extensions] = ['.pem', '-key.pem', '.csr', '.ext'].map((end) =>
    join(folder, `${name}${end}`),
  ) as [string, string, string, string];
  await writeFile(extensions, `${extension}\n`);
  await openssl(['req', ...keyTo(keyFile), '-out', request, '-subj', `/CN=${name}`]);
  const by = ['-CA', ca.certFile, '-CAkey', ca.keyFile, '-CAcreateserial'];
  await openssl([
    'x509',
    '-req',
    '-in',
    request,
    ...by,
    '-out',
    certFile,
    '-days',
    '1',
    '-extfile',
    extensions,
  ]);
  return { certFile, keyFile };
}

function keyTo(file: string): string[] {
  return ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', file];
}

async function openssl(args: readonly string[]): Promise<void> {
  await runProgram('openssl', args);
}
