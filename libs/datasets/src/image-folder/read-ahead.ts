/**
 * Starts work on items before their results are asked for, at most `most` of them at a time, and gives the
 * results in the items' order. Ends with the first failure. What ends it early (also the consumer) has to
 * stop the work that was started: `start` is not told.
 */
export async function* readAhead<Item, Result>(
  items: Iterable<Item>,
  start: (item: Item) => Promise<Result>,
  most: number,
): AsyncGenerator<Result, void, undefined> {
  const rest = items[Symbol.iterator]();
  const started: Promise<Result>[] = [];
  const fill = (): void => {
    while (started.length < most) {
      const next = rest.next();
      if (next.done === true) return;
      const result = start(next.value);
      // Whoever awaits it hears of a failure; until then it is nobody's.
      result.catch(() => undefined);
      started.push(result);
    }
  };
  try {
    fill();
    for (let next = started.shift(); next !== undefined; next = started.shift()) {
      const result = await next;
      // Before the consumer goes to work with the result, so that the work goes on beside it.
      fill();
      yield result;
    }
  } finally {
    rest.return?.();
  }
}
