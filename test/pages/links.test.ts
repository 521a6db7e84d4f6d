import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import GithubSlugger from 'github-slugger';
import { pages, prose, ROOT } from './pages.js';

/** Where links into a page may lead: its headings, as GitHub names them, and ids that stand in it. */
function anchorsOf(text: string): ReadonlySet<string> {
  const slugger = new GithubSlugger();
  const headings = [...prose(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    slugger.slug(heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')),
  );
  return new Set([...headings, ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id)]);
}

/** What is wrong with a link that stands on a page; nothing where it leads somewhere or to another site. */
function fault(page: string, target: string): string | undefined {
  if (/^[a-z]+:/.test(target)) return undefined;
  const [path = '', anchor] = target.split('#');
  const url = path === '' ? new URL(page, ROOT) : new URL(path, new URL(page, ROOT));
  if (!existsSync(url)) return `${page}: ${target} is not there`;
  if (anchor === undefined || anchorsOf(readFileSync(url, 'utf8')).has(anchor)) return undefined;
  return `${page}: ${target} has no such heading`;
}

test('every link of the pages leads somewhere', () => {
  const links = pages().flatMap(({ path, text }) =>
    [...prose(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => [path, target] as const),
  );
  assert.ok(links.length > 100, 'links are found');
  assert.deepEqual(
    links.flatMap(([page, target]) => fault(page, target) ?? []),
    [],
  );
});

test('the README leads to every page', () => {
  const readme = readFileSync(new URL('README.md', ROOT), 'utf8');
  assert.deepEqual(
    pages()
      .map(({ path }) => path)
      .filter((path) => path !== 'README.md' && !readme.includes(`](${path})`)),
    [],
  );
});
