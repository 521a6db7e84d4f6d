import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NamedFile } from '../src/index.js';

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];

/** A certificate authority in a folder of its own, which signs what is asked of it. */
export interface TestAuthority {
  readonly folder: string;
  readonly ca: NamedFile;
  /**
   * Writes `{file}.crt` and `{file}.key`, over what is there.
   *
   * @param names - whom it is good for. Default `DNS:localhost`
   */
  issue(
    file: string,
    subject: string,
    names?: string,
  ): { readonly certificate: NamedFile; readonly key: NamedFile };
}

export function testAuthority(): TestAuthority {
  const folder = mkdtempSync(join(tmpdir(), 'blockqnn-tls-'));
  const openssl = (...args: string[]) => {
    execFileSync('openssl', ['req', '-x509', ...KEY, ...args], { cwd: folder, stdio: 'pipe' });
  };
  openssl('-subj', '/CN=test authority', '-keyout', 'ca.key', '-out', 'ca.crt');
  return {
    folder,
    ca: { name: 'THE_CA', path: join(folder, 'ca.crt') },
    issue: (file, subject, names = 'DNS:localhost') => {
      openssl(
        ...[
          '-subj',
          subject,
          '-addext',
          `subjectAltName=${names}`,
          '-addext',
          'basicConstraints=critical,CA:FALSE',
        ],
        ...['-CA', 'ca.crt', '-CAkey', 'ca.key', '-keyout', `${file}.key`, '-out', `${file}.crt`],
      );
      return {
        certificate: { name: 'THE_CERT', path: join(folder, `${file}.crt`) },
        key: { name: 'THE_KEY', path: join(folder, `${file}.key`) },
      };
    },
  };
}
