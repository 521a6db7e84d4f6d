import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import {
  blockDistance,
  blockId,
  canonicalBlock,
  drawBlock,
  edgeCount,
  formatBlock,
  nodeCount,
  NscError,
  parseBlock,
  REFERENCE_BLOCKS,
} from '@blockqnn/nsc';

const page = readFileSync(new URL('../../../docs/nsc.md', import.meta.url), 'utf8');

describe('docs/nsc.md', () => {
  for (const { name, block, description, source } of REFERENCE_BLOCKS) {
    it(`shows the ${name} block as it is`, () => {
      const canonical = canonicalBlock(block);
      const section = [
        `### ${name}`,
        description,
        `Source: ${source}.`,
        `NSC text \`${formatBlock(block)}\`, id \`${blockId(block)}\`, density ${String(edgeCount(canonical))}/${String(nodeCount(canonical))}.`,
        `\`\`\`text\n${drawBlock(block)}\n\`\`\``,
      ].join('\n\n');
      assert.ok(page.includes(section), `the section should be\n\n${section}`);
    });
  }

  it('states distances as they are', () => {
    const [, from = '', ...rest] = /^\| from `(.+)` to[^]*?\n\n/m.exec(page) ?? [];
    assert.deepEqual(rest, []);
    const rows = [
      ...page.slice(page.indexOf('## Distance')).matchAll(/^\| `(.+)` +\| .+ \| ([\d.]+) +\|$/gm),
    ];
    assert.equal(rows.length, 3);
    for (const [, to = '', distance] of rows)
      assert.equal(blockDistance(parseBlock(from), parseBlock(to)), Number(distance), to);
  });

  it('states densities as they are', () => {
    const rows = [...page.matchAll(/^\| `(.+)` +\| (\d+)\/(\d+) = ([\d.]+) +\|$/gm)];
    assert.ok(rows.length >= 5);
    for (const [, text = '', edges, nodes] of rows) {
      const canonical = canonicalBlock(parseBlock(text));
      assert.deepEqual([edgeCount(canonical), nodeCount(canonical)], [Number(edges), Number(nodes)], text);
    }
  });

  it('quotes errors as they are', () => {
    const rows = [...page.matchAll(/^\| `(.+)` +\| (layer \d+: .+?) +\|$/gm)];
    assert.ok(rows.length >= 5);
    for (const [, code = '', message] of rows) {
      assert.throws(() => parseBlock(code), { name: NscError.name, message });
    }
  });
});
