import { assign, load, store, vector } from './instructions.js';
import { advance, kernel } from './kernel.js';

/**
 * Σ (source − centre) and Σ (source − centre)² for each column of a matrix of `times` rows and `width`
 * vectors, added to what `sums` and `squares` hold.
 */
export const moments = kernel(['source', 'centre', 'sums', 'squares', 'width', 'times'], (p, variables) => {
  const [centre, sums, squares] = variables.addresses(3);
  const [distance] = variables.vectors(1);
  return [
    variables.repeat(p.times, [
      ...assign(centre, p.centre),
      ...assign(sums, p.sums),
      ...assign(squares, p.squares),
      ...variables.repeat(p.width, [
        ...assign(distance, vector.subtract(load(p.source), load(centre))),
        ...store(sums, vector.add(load(sums), distance)),
        ...store(squares, vector.add(load(squares), vector.multiply(distance, distance))),
        ...[p.source, centre, sums, squares].flatMap((address) => advance(address, 16)),
      ]),
    ]),
  ];
});

/**
 * Σ gradient and Σ gradient · (source − centre) for each column of two matrices of `times` rows and
 * `width` vectors, added to what `sums` and `products` hold.
 */
export const gradientSums = kernel(
  ['gradient', 'source', 'centre', 'sums', 'products', 'width', 'times'],
  (p, variables) => {
    const [centre, sums, products] = variables.addresses(3);
    const [gradient] = variables.vectors(1);
    return [
      variables.repeat(p.times, [
        ...assign(centre, p.centre),
        ...assign(sums, p.sums),
        ...assign(products, p.products),
        ...variables.repeat(p.width, [
          ...assign(gradient, load(p.gradient)),
          ...store(sums, vector.add(load(sums), gradient)),
          ...store(
            products,
            vector.add(
              load(products),
              vector.multiply(gradient, vector.subtract(load(p.source), load(centre))),
            ),
          ),
          ...[p.gradient, p.source, centre, sums, products].flatMap((address) => advance(address, 16)),
        ]),
      ]),
    ];
  },
);
