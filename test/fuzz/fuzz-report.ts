import type { FuzzResult } from './fuzz-target.js';
import { mib } from './memory.js';

export interface FuzzReport {
  readonly seed: number;
  readonly requests: number;
  readonly seconds: number;
  readonly command: string;
  readonly targets: readonly FuzzResult[];
}

/** For people: figures of every target, then every finding with what it takes to see it again. */
export function formatFuzzReport(report: FuzzReport): string {
  const findings = report.targets.flatMap((target) => target.findings);
  return [
    ...report.targets.flatMap(figures),
    ...findings.flatMap((finding, at) => [
      '',
      `${String(at + 1)}. ${finding.target}: ${finding.kind}, ${String(finding.count)} times`,
      `   ${finding.detail.replaceAll('\n', '\n   ')}`,
      ...callLines(finding),
    ]),
    '',
    `${String(report.requests)} requests in ${report.seconds.toFixed(0)} s, seed ${String(report.seed)}: ${findings.length === 0 ? 'nothing found' : `${String(findings.length)} findings`}`,
    ...(findings.length === 0 ? [] : [`again: ${report.command}`]),
  ].join('\n');
}

function figures(result: FuzzResult): string[] {
  const codes = new Map<string, number>();
  for (const ofMethod of Object.values(result.codes)) {
    for (const [code, count] of Object.entries(ofMethod)) codes.set(code, (codes.get(code) ?? 0) + count);
  }
  const sorted = [...codes].sort(([, a], [, b]) => b - a).map(([code, count]) => `${code} ${String(count)}`);
  const granted = ((100 * result.granted) / Math.max(1, result.requests)).toFixed(0);
  const last = result.memory.at(-1);
  return [
    `${result.target}: ${String(result.requests)} requests, ${granted} % granted`,
    `  answers: ${sorted.join(', ')}`,
    `  memory: peak ${result.peakRssBytes === undefined ? 'unknown' : mib(result.peakRssBytes)}; at the end ${last ? `${mib(last.rssBytes)}, of which held ${mib(last.heldBytes)}` : 'unknown'}; ${result.heldSlope.toFixed(0)} bytes more for each request after warm-up`,
  ];
}

function callLines({ call, repeats }: FuzzResult['findings'][number]): string[] {
  if (!call) return [];
  return [
    `   method ${call.method}, ${call.form}, lane ${String(call.lane)}, request ${String(call.index)} of it${repeats === true ? '; alone it does the same' : repeats === false ? '; alone it does not' : ''}`,
    `   request ${call.request}`,
  ];
}
