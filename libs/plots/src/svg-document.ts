import type { Figure } from './figure.js';
import { POINTS_PER_INCH } from './figure-width.js';

/** What an SVG drawing is called, and how large it is. */
export interface DocumentParts extends Omit<Figure, 'svg'> {
  readonly name: string;
}

/**
 * A drawing as a document of its own: with its size in inches, so that programs place it as large as it is meant,
 * and its name for those who cannot see it. Ids are counted anew, since Vega goes on counting from one
 * drawing to the next.
 */
export function svgDocument(drawing: string, { name, widthPt, heightPt, textPt }: DocumentParts): Figure {
  const content = drawing.slice(drawing.indexOf('>', drawing.indexOf('<svg')) + 1);
  const head =
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" role="img"` +
    ` width="${inches(widthPt)}in" height="${inches(heightPt)}in"` +
    ` viewBox="0 0 ${decimal(widthPt)} ${decimal(heightPt)}">`;
  return {
    svg: withoutForbidden(`${head}<title>${escapeXml(name)}</title>${countIdsAnew(rounded(content))}\n`),
    widthPt,
    heightPt,
    textPt,
  };
}

/** A hundredth of a point is more than any printer shows, and less than half of the characters. */
function rounded(svg: string): string {
  return svg.replace(/<[^>]*>/g, (tag) =>
    tag.replace(/-?\d+\.\d{3,}(?:e-?\d+)?/g, (number) => String(Number(Number(number).toFixed(2)))),
  );
}

function countIdsAnew(svg: string): string {
  const anew = new Map<string, string>();
  return svg.replace(/(?<=id="|url\(#)(clip|gradient_)\d+/g, (id, kind: string) => {
    const known = anew.get(id) ?? `${kind}${String(anew.size + 1)}`;
    anew.set(id, known);
    return known;
  });
}

const inches = (points: number): string => decimal(points / POINTS_PER_INCH);

/** At most three digits behind the point. */
const decimal = (value: number): string => String(Number(value.toFixed(3)));

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as it stands in XML. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

/** Characters that XML 1.0 forbids, which names may hold, become U+FFFD. */
function withoutForbidden(xml: string): string {
  // eslint-disable-next-line no-control-regex -- these are they
  return xml.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd');
}
