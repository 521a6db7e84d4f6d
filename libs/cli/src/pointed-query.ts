import { status } from '@grpc/grpc-js';
import { RpcError } from '@blockqnn/rpc';

/** Fields of a request that are written in a language of their own, by their names on the wire. */
export type QueryTexts = Readonly<Record<string, string>>;

/** Characters of a long text that are shown on either side of the place. */
const AROUND = 50;

/** Makes a call; where a service finds fault with a place in one of the texts, the error shows the place. */
export async function withPlaceShown<Result>(texts: QueryTexts, call: Promise<Result>): Promise<Result> {
  try {
    return await call;
  } catch (error) {
    throw placeShown(error, texts);
  }
}

function placeShown(error: unknown, texts: QueryTexts): unknown {
  if (!(error instanceof RpcError) || error.code !== status.INVALID_ARGUMENT) return error;
  const shown = error.violations.map(({ field, description }) => {
    const text = texts[field];
    const position = Number(/^at character (\d+): /.exec(description)?.[1] ?? 0);
    const line = `${field}: ${description}`;
    return text === undefined || position < 1 ? line : `${line}\n${pointed(text, position)}`;
  });
  if (shown.length === 0) return error;
  return new RpcError(error.code, shown.join('\n'), { violations: error.violations }, { cause: error });
}

/** A line of the text, and one with a caret under the character, counted from 1. */
function pointed(text: string, position: number): string {
  const begin = Math.max(0, position - 1 - AROUND);
  const end = Math.min(text.length, position + AROUND);
  const before = begin > 0 ? '…' : '';
  // One column each, whatever it is.
  const line = text.slice(begin, end).replaceAll(/\s/g, ' ');
  const caret = ' '.repeat(before.length + position - 1 - begin);
  return `  ${before}${line}${end < text.length ? '…' : ''}\n  ${caret}^`;
}
