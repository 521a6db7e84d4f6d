import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { FIGURES } from './figures.js';
import { elements, readSvg, textsOf } from './svg-reading.js';
import { textPlaces } from './text-places.js';

const HOSTILE = 'a <b> & "c" \u0000\u0007 ' + 'w'.repeat(300);

describe('every figure', () => {
  for (const [kind, draw] of Object.entries(FIGURES)) {
    it(`${kind}: same data, same bytes, whatever was drawn before`, async () => {
      const first = await draw();
      await FIGURES['pareto']?.();
      const [second, third] = await Promise.all([draw(), draw()]);
      // Without a message of both, which are long.
      assert.ok(second.svg === first.svg);
      assert.ok(third.svg === first.svg);
    });

    it(`${kind}: has its size in inches, a name, and no script or outside reference`, async () => {
      const { svg, widthPt, heightPt } = await draw({ widthPt: 200 });
      const { attributes, children } = readSvg(svg);
      const [width, height] = [
        Number.parseFloat(attributes['width'] ?? ''),
        Number.parseFloat(attributes['height'] ?? ''),
      ];
      assert.ok(Math.abs(width * 72 - widthPt) < 0.1 && Math.abs(height * 72 - heightPt) < 0.1);
      assert.match(attributes['width'] ?? '', /in$/);
      if (kind !== 'block') assert.equal(widthPt, 200);
      assert.ok(widthPt <= 200);
      assert.equal(children[0]?.name, 'title');
      // libxml2 refuses what is not well-formed.
      assert.equal((await sharp(Buffer.from(svg)).metadata()).format, 'svg');
      assert.ok(elements(readSvg(svg)).every(({ name }) => name !== 'script' && name !== 'image'));
    });

    it(`${kind}: takes any title, broken into lines`, async () => {
      const { svg, heightPt } = await draw({ title: HOSTILE });
      const texts = textsOf(svg).join('');
      assert.ok(
        texts.includes('a &lt;b&gt; &amp; "c"') || texts.includes('a <b> & "c"'),
        texts.slice(0, 200),
      );
      assert.ok(heightPt > (await draw()).heightPt + 20);
    });

    it(`${kind}: keeps all text within its bounds, however narrow`, async () => {
      for (const widthPt of [144, 237.6, 497]) {
        const { svg, heightPt, ...figure } = await draw({ widthPt });
        for (const { text, from, to } of textPlaces(readSvg(svg))) {
          for (const [x, y] of [from, to]) {
            assert.ok(
              x > -0.5 && x < figure.widthPt + 0.5,
              `${text} at x ${String(x)} of ${String(figure.widthPt)}`,
            );
            assert.ok(y > -0.5 && y < heightPt + 0.5, `${text} at y ${String(y)} of ${String(heightPt)}`);
          }
        }
      }
    });
  }
});

it('is drawn alike by another process, whatever its language and time zone', async () => {
  const program =
    "import { FIGURES } from './figures.js'; process.stdout.write((await FIGURES.search()).svg + (await FIGURES.block()).svg);";
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', '--input-type=module', '--eval', program],
    {
      cwd: import.meta.dirname,
      encoding: 'utf8',
      env: { ...process.env, TZ: 'Asia/Tokyo', LANG: 'de_DE.UTF-8' },
    },
  );
  const here = await Promise.all([FIGURES['search']?.(), FIGURES['block']?.()]);
  assert.ok(stdout === here.map((figure) => figure?.svg).join(''), stderr);
});
