import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import type { AnalyzeBlocksResponseMessage, StrategyCurveMessage, TraitContrastMessage } from '@blockqnn/api';
import { analysisJson } from '../src/analysis/analysis-json.js';
import { formatFigures } from '../src/analysis/figure-report.js';
import { intervalMark } from '../src/analysis/interval-mark.js';
import { stars } from '../src/analysis/significance.js';
import { formatStrategies } from '../src/analysis/strategy-report.js';
import { formatTraits } from '../src/analysis/trait-report.js';
import { evaluationFilter } from '../src/evaluation-filter.js';
import { createProgram, runProgram } from '../src/index.js';
import { TextSink } from './text-sink.js';

function trait(values: Partial<TraitContrastMessage>): TraitContrastMessage {
  return {
    kind: 'TRAIT_KIND_LAYER',
    name: 'conv',
    description: '',
    topCount: 5,
    allCount: 20,
    topShare: 0.5,
    allShare: 0.25,
    topMean: 1.5,
    allMean: 0.75,
    lift: 2,
    liftLow: 1.25,
    liftHigh: 3,
    pValue: 0.004,
    adjustedPValue: 0.02,
    ...values,
  };
}

const distribution = {
  mean: 3,
  standardDeviation: 0.5,
  minimum: 1,
  lowerQuartile: 2,
  median: 3,
  upperQuartile: 4,
  maximum: 5,
};

const analysis: AnalyzeBlocksResponseMessage = {
  blocks: 80,
  topBlocks: 10,
  evaluations: 100,
  topThreshold: 61.5,
  merit: 'MERIT_REWARD',
  datasets: ['procedural'],
  traits: [
    trait({}),
    trait({ kind: 'TRAIT_KIND_EDGE', name: 'conv > add', lift: 3, pValue: 0.01 }),
    trait({ kind: 'TRAIT_KIND_EDGE', name: 'max > cat', lift: 0.2, pValue: 0.001, adjustedPValue: 0.2 }),
    trait({ kind: 'TRAIT_KIND_EDGE', name: 'add > add', lift: 1.1, pValue: 0.9, adjustedPValue: 0.9 }),
  ],
  figures: [
    {
      name: 'activation_bytes',
      description: '',
      top: { ...distribution, mean: 4.5e6 },
      all: distribution,
      difference: -1500,
      differenceLow: -2000,
      differenceHigh: 10,
      pValue: 0.06,
      adjustedPValue: 0.06,
    },
  ],
};

const linesOf = (text: string) => stripVTControlCharacters(text).split('\n');

describe('the mark of an interval', () => {
  it('has 1 in the middle and equal steps for equal ratios', () => {
    assert.equal(intervalMark(1, 1, 1), '          ●          ');
    assert.equal(intervalMark(2, 1, 4), '          ─────●─────');
    assert.equal(intervalMark(0.5, 0.4, 0.6), '   ──●─   │          ');
  });

  it('says where it goes on beyond its ends', () => {
    const beyond = intervalMark(9, 3, 40);
    assert.equal(beyond.length, 21);
    assert.ok(beyond.endsWith('▸'), beyond);
    const nothing = intervalMark(0, 0, 0.5);
    assert.equal(nothing.length, 21);
    assert.ok(nothing.startsWith('◂'), nothing);
  });
});

describe('the report of an analysis', () => {
  it('shows every trait of the short kinds, and of links those that chance explains least, by lift', () => {
    const lines = linesOf(formatTraits(analysis, 2));
    assert.match(lines[2] ?? '', /^conv +50\.0 % +25\.0 % +1\.50 \/ 0\.75 +2\.00 +1\.25 – 3\.00 .*●.* \*$/);
    const links = lines.filter((line) => line.includes(' > '));
    assert.deepEqual(
      links.map((line) => line.split('  ')[0]),
      ['conv > add', 'max > cat'],
    );
    assert.match(lines.at(-1) ?? '', /and 1 more/);
    assert.doesNotMatch(formatTraits(analysis, 3), /more/);
  });

  it('fits a narrow terminal', () => {
    for (const columns of [60, 80, 100]) {
      const widths = linesOf(formatTraits(analysis, 5, columns)).map((line) => line.length);
      assert.ok(Math.max(...widths) <= columns, `${String(columns)}: ${String(Math.max(...widths))}`);
    }
  });

  it('gives figures with units, and differences with signs', () => {
    const [, , row] = linesOf(formatFigures(analysis));
    assert.match(row ?? '', /^activation bytes +4\.50 M ± 0\.50 .* -1\.50 k +-2\.00 k … \+10\.00$/);
  });

  it('gives no interval where fewer than two blocks have none', () => {
    const figures = analysis.figures.map((figure) => ({
      ...figure,
      differenceLow: -1500,
      differenceHigh: -1500,
    }));
    const [, , row] = linesOf(formatFigures({ ...analysis, figures }));
    assert.match(row ?? '', / -1\.50 k +–$/);
  });

  it('stars what is left after adjusting', () => {
    assert.deepEqual([0.0005, 0.005, 0.049, 0.05].map(stars), ['***', '**', '*', '']);
  });

  it('is whole as JSON', () => {
    const json = JSON.parse(JSON.stringify(analysisJson(analysis))) as Record<string, unknown>;
    assert.equal(json['merit'], 'reward');
    assert.equal((json['traits'] as unknown[]).length, 4);
    assert.deepEqual((json['traits'] as { kind: string }[])[1]?.kind, 'edge');
  });
});

describe('the report of strategies', () => {
  const curve: StrategyCurveMessage = {
    strategy: '',
    searches: 1,
    evaluations: 2,
    failures: 1,
    points: [
      { evaluations: 1, searches: 0, bestAccuracy: null, meanSearches: 0, meanAccuracy: null },
      {
        evaluations: 2,
        searches: 1,
        bestAccuracy: { mean: 0.525, minimum: 0.5, maximum: 0.55, standardDeviation: 0.025 },
        meanSearches: 1,
        meanAccuracy: { mean: 0.25, minimum: 0.25, maximum: 0.25, standardDeviation: 0 },
      },
    ],
  };

  it('names what was imported, and has dashes where nothing is measured', () => {
    const lines = linesOf(formatStrategies({ curves: [curve], window: 64, datasets: [] }));
    assert.equal(lines[0], 'imported  1 search, 2 evaluations, 1 failure among them');
    assert.match(lines[1] ?? '', /MEAN OF LAST 64$/);
    assert.match(lines[3] ?? '', /^ +1 +0 +– .*–$/);
    assert.match(lines[4] ?? '', /^ +2 +1 +52\.5 % +█{10}▌ +50\.0 % – 55\.0 % +2\.5 % +25\.0 %$/);
  });
});

describe('flags that choose evaluations', () => {
  it('make one filter, a given one in parentheses', () => {
    assert.equal(evaluationFilter({}), '');
    // Alone it stays as typed, so that errors name the place that its writer knows.
    assert.equal(evaluationFilter({ filter: 'flops < 5' }), 'flops < 5');
    assert.equal(
      evaluationFilter({
        search: 'searches/s1',
        dataset: 'cifar10?limit=2000',
        filter: 'flops < 5 OR flops > 9',
      }),
      'search = "s1" AND dataset = "cifar10?limit=2000" AND (flops < 5 OR flops > 9)',
    );
  });

  it('take patterns of searches, as of datasets, but nothing that can name no search', () => {
    assert.equal(evaluationFilter({ search: 's01*' }), 'search = "s01*"');
    assert.equal(evaluationFilter({ search: 'searches/*-b' }), 'search = "*-b"');
    assert.equal(evaluationFilter({ search: '*' }), 'search = "*"');
    assert.throws(() => evaluationFilter({ search: 's 1*' }), /search "s/);
    assert.throws(() => evaluationFilter({ search: '' }), /no search can be called so/);
  });

  it('refuse a top that is none', async () => {
    for (const top of ['0', '101%', '0%', '-0.1', 'ten', '2']) {
      const stderr = new TextSink();
      const context = {
        stdout: new TextSink(),
        stderr,
        env: {},
        signal: new AbortController().signal,
        now: () => 0,
      };
      const program = createProgram(context, () => Promise.resolve());
      assert.equal(await runProgram(program, ['analyze', `--top=${top}`], context), 2, top);
      assert.match(stderr.text, /above 0 and at most 1/);
    }
  });
});
