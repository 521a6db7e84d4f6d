import Table from 'cli-table3';
import { colours } from './colours.js';

export interface Column {
  readonly title: string;
  /** Numbers read better right-aligned. Default "left". */
  readonly align?: 'left' | 'right';
}

const RULE = { mid: '─', 'mid-mid': '─' };
const NONE = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

/** A table for people: head, rule, rows. */
export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const table = new Table({
    head: columns.map(({ title }) => colours.bold(title)),
    colAligns: columns.map(({ align }) => align ?? 'left'),
    chars: { ...NONE, mid: '', 'mid-mid': '', 'left-mid': '', 'right-mid': '' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...rows.map((row) => [...row]));
  const [head = '', ...body] = table.toString().split('\n');
  const width = Math.max(...columns.map((_, index) => index)) >= 0 ? visibleWidth(head) : 0;
  return [head.trimEnd(), RULE.mid.repeat(width), ...body.map((line) => line.trimEnd())].join('\n');
}

function visibleWidth(text: string): number {
  // eslint-disable-next-line no-control-regex -- the escape sequences of colours are what is taken out
  return text.replace(/\u001b\[[0-9;]*m/g, '').length;
}
