/** Looks through the text of all committed files for what no clone of the repository should carry. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

const faults = [
  {
    what: 'a path of somebody’s machine',
    pattern: /(?<![\w.$}\])])\/(?:work|root|tmp|home\/\w+|Users\/\w+)\/\w/,
  },
  {
    what: 'a package host',
    pattern: /\b(?:registry\.npmjs\.org|registry\.yarnpkg\.com|pypi\.org|proxy\.golang\.org)\b/,
  },
  { what: 'a conflict marker', pattern: /^(?:<{7}|>{7}) / },
];
const lockFault = { what: 'the address of a download', pattern: /"resolved": "\w+:/ };

const found = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
  .split('\0')
  .filter((file) => file !== '')
  .flatMap(look);
for (const line of found) console.error(line);
if (found.length > 0) process.exitCode = 1;

function look(file) {
  const wanted = file === 'package-lock.json' ? [...faults, lockFault] : faults;
  return read(file)
    .split('\n')
    .flatMap((line, i) =>
      wanted
        .filter(({ pattern }) => pattern.test(line))
        .map(({ what }) => `${file}:${i + 1}: ${what}: ${line.trim()}`),
    );
}

/** Deleted but not yet committed counts as gone. */
function read(file) {
  try {
    return readFileSync(root + file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return '';
    throw error;
  }
}
