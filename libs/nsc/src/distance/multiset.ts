/**
 * Fewest insertions, removals and replacements that turn one multiset into another, each given by the counts of
 * its elements: the larger size less what they have in common. A metric, and at most the sum of the distances of
 * the parts where both are put together of parts.
 */
export function multisetDistance(
  one: Uint8Array,
  two: Uint8Array,
  begin = 0,
  end = one.length,
  offset = 0,
): number {
  let sizeOne = 0;
  let sizeTwo = 0;
  let common = 0;
  for (let place = begin; place < end; place++) {
    const countOne = one[place] as number;
    const countTwo = two[place + offset] as number;
    sizeOne += countOne;
    sizeTwo += countTwo;
    common += countOne < countTwo ? countOne : countTwo;
  }
  return (sizeOne > sizeTwo ? sizeOne : sizeTwo) - common;
}
