import type { ModelFile } from '../model-file.js';
import { cardText } from './card-text.js';
import { modelCard, type CardSubject } from './model-card.js';

/** `MODEL_CARD.md` and `model-card.json`, which go with every model. */
export function cardFiles(subject: CardSubject): readonly ModelFile[] {
  const card = modelCard(subject);
  return [
    textFile('MODEL_CARD.md', cardText(card)),
    textFile('model-card.json', `${JSON.stringify(card, undefined, 2)}\n`),
  ];
}

function textFile(name: string, text: string): ModelFile {
  const bytes = new TextEncoder().encode(text);
  return { name, chunks: () => [bytes] };
}
