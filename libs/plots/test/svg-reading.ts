import assert from 'node:assert/strict';
import { XMLParser } from 'fast-xml-parser';

/** An element with its attributes, and the text right in it. */
export interface SvgElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly SvgElement[];
}

type Parsed = Readonly<Record<string, unknown>>;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
});

/** The root element of a document, which has to be without numbers that are none. */
export function readSvg(svg: string): SvgElement {
  assert.doesNotMatch(svg, /NaN|Infinity|undefined|\[object/);
  const [root] = (parser.parse(svg) as Parsed[]).map(elementOf);
  assert.ok(root);
  return root;
}

function elementOf(parsed: Parsed): SvgElement {
  const [name = ''] = Object.keys(parsed).filter((key) => key !== ':@');
  const content = parsed[name] as readonly Parsed[];
  return {
    name,
    attributes: (parsed[':@'] ?? {}) as Record<string, string>,
    text: content.map((child) => (child['#text'] ?? '') as string).join(''),
    children: content.filter((child) => !('#text' in child)).map(elementOf),
  };
}

/** All elements below one, itself included. */
export function elements(root: SvgElement): readonly SvgElement[] {
  return [root, ...root.children.flatMap(elements)];
}

/** All that is written in a figure. */
export function textsOf(svg: string): readonly string[] {
  return elements(readSvg(svg))
    .filter(({ name }) => name === 'text')
    .map((element) => wholeText(element).trim());
}

function wholeText({ text, children }: SvgElement): string {
  return text + children.map(wholeText).join('');
}

/** How many elements have this fill or stroke. */
export function countColour(svg: string, which: 'fill' | 'stroke', colour: string): number {
  return elements(readSvg(svg)).filter(({ attributes }) => attributes[which] === colour).length;
}
