import { z } from 'zod';
import { parseFilter } from '../filter/parse-filter.js';
import { parseObjectives, parseOrder } from '../filter/parse-order.js';
import { QuerySyntaxError } from '../filter/query-syntax-error.js';

const MAX_FILTER_LENGTH = 2000;
const MAX_ORDER_LENGTH = 200;

export const filterField = parsed(parseFilter, MAX_FILTER_LENGTH);

export const orderField = parsed(parseOrder, MAX_ORDER_LENGTH);

export const objectivesField = parsed(parseObjectives, MAX_ORDER_LENGTH);

function parsed<Result>(parse: (text: string) => Result, maxLength: number) {
  return z
    .string()
    .max(maxLength, `must have at most ${maxLength} characters`)
    .transform((text, context): Result => {
      try {
        return parse(text);
      } catch (error) {
        if (!(error instanceof QuerySyntaxError)) throw error;
        context.addIssue({ code: 'custom', message: error.message });
        return z.NEVER;
      }
    });
}
