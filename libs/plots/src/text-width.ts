import opentype from 'opentype.js';
import { readFont, type FontWeight } from './bundled-font.js';

const fonts = new Map<FontWeight, opentype.Font>();

/** How wide a line is in the bundled font, in the unit of the size. */
export function textWidth(text: string, fontSize: number, weight: FontWeight = 'normal'): number {
  const font = fonts.get(weight) ?? opentype.parse(asArrayBuffer(readFont(weight)));
  fonts.set(weight, font);
  return font.getAdvanceWidth(text, fontSize);
}

function asArrayBuffer({ buffer, byteOffset, byteLength }: Buffer): ArrayBuffer {
  return (buffer as ArrayBuffer).slice(byteOffset, byteOffset + byteLength);
}

/** Breaks a text at spaces into lines that are no wider than a bound; a longer word is broken itself. */
export function wrapText(text: string, fontSize: number, widthPt: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer, fontSize) <= widthPt) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (textWidth(line, fontSize) > widthPt && line.length > 1) {
      const length = fittingLength(line, fontSize, widthPt);
      lines.push(line.slice(0, length));
      line = line.slice(length);
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** Cuts a text in the middle, where a name says least, to be no wider than a bound. */
export function cutText(text: string, fontSize: number, widthPt: number): string {
  if (textWidth(text, fontSize) <= widthPt) return text;
  for (let kept = text.length - 1; kept > 1; kept -= 1) {
    const head = Math.ceil(kept / 2);
    const cut = `${text.slice(0, head)}…${text.slice(text.length - (kept - head))}`;
    if (textWidth(cut, fontSize) <= widthPt) return cut;
  }
  return '…';
}

/** Characters of the longest beginning that fits, at least 1. */
function fittingLength(text: string, fontSize: number, widthPt: number): number {
  let length = 1;
  while (length < text.length && textWidth(text.slice(0, length + 1), fontSize) <= widthPt) length += 1;
  return length;
}
