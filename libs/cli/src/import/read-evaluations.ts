import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { UsageError } from '../exit-code.js';
import { CsvError, csvRows } from './csv-rows.js';
import { evaluationOf, type EvaluationFields } from './evaluation-fields.js';
import type { EvaluationInput } from './import-evaluations.js';

export const FORMATS = ['jsonl', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

const EXTENSIONS: ReadonlyMap<string, Format> = new Map([
  ['.csv', 'csv'],
  ['.jsonl', 'jsonl'],
  ['.ndjson', 'jsonl'],
]);

/** By the file's name. Throws {@link UsageError} where that says nothing. */
export function formatOf(file: string): Format {
  const format = EXTENSIONS.get(extname(file).toLowerCase());
  if (format !== undefined) return format;
  throw new UsageError(`${file}: neither .csv nor .jsonl; say which it is with --format`);
}

/** All results of a file. Throws {@link UsageError} with every line that is wrong. */
export async function readEvaluations(file: string, format: Format): Promise<readonly EvaluationInput[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new UsageError(`${file}: ${missing ? 'there is no such file' : (error as Error).message}`);
  });
  const evaluations: EvaluationInput[] = [];
  const wrong: string[] = [];
  try {
    const records = format === 'csv' ? csvRecords : jsonRecords;
    for (const { line, fields } of records(text.replace(/^\uFEFF/, ''))) {
      try {
        evaluations.push(evaluationOf(fields()));
      } catch (error) {
        wrong.push(`line ${String(line)}: ${(error as Error).message}`);
      }
    }
  } catch (error) {
    // Behind a quote that is not closed nothing can be told any more.
    if (!(error instanceof CsvError)) throw error;
    wrong.push(error.message);
  }
  if (wrong.length === 0) return evaluations;
  throw new UsageError([`${file}: nothing is imported:`, ...wrong].join('\n  '));
}

interface FileRecord {
  /** Counted from 1. */
  readonly line: number;
  /** Throws where the line cannot be read. */
  readonly fields: () => EvaluationFields;
}

function* jsonRecords(text: string): Generator<FileRecord> {
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() !== '') yield { line: index + 1, fields: () => jsonFields(line) };
  }
}

function jsonFields(line: string): EvaluationFields {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new Error(`is no JSON: ${(error as Error).message}`, { cause: error });
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as EvaluationFields;
  throw new Error('must be a JSON object');
}

function* csvRecords(text: string): Generator<FileRecord> {
  let head: readonly string[] | undefined;
  for (const { line, cells } of csvRows(text)) {
    if (head === undefined) {
      head = cells.map((name) => name.trim().toLowerCase());
      if (!head.includes('nsc')) throw new CsvError(`line ${String(line)}: the head has no column nsc`);
      continue;
    }
    const names = head;
    yield { line, fields: () => csvFields(names, cells) };
  }
}

function csvFields(head: readonly string[], cells: readonly string[]): EvaluationFields {
  if (cells.length !== head.length) {
    throw new Error(
      `has ${String(cells.length)} cells, the head ${String(head.length)}; a code goes in quotes: "conv3@0,conv3@1"`,
    );
  }
  return Object.fromEntries(head.map((name, index) => [name, cells[index]]));
}
