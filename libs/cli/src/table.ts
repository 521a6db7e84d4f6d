import { stripVTControlCharacters } from 'node:util';
import Table from 'cli-table3';
import { colours } from './colours.js';

export interface Column {
  readonly title: string;
  /** Numbers read better right-aligned. Default "left". */
  readonly align?: 'left' | 'right';
}

const RULE = '─';
/** No lines but the rule, which goes under the head alone. */
const BORDERLESS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  right: '',
  mid: '',
  'mid-mid': '',
  'left-mid': '',
  'right-mid': '',
  middle: '  ',
};

/** A table for people: head, rule, rows. */
export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const table = new Table({
    head: columns.map(({ title }) => colours.bold(title)),
    colAligns: columns.map(({ align }) => align ?? 'left'),
    chars: BORDERLESS,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...rows.map((row) => [...row]));
  const [head = '', ...body] = table.toString().split('\n');
  const rule = RULE.repeat(stripVTControlCharacters(head).length);
  return [head, rule, ...body].map((line) => line.trimEnd()).join('\n');
}
