import { frontMatter } from './front-matter.js';
import type { EvaluationFacts, TrainingFacts } from './model-facts.js';
import type { ModelCard } from './model-card.js';

/** A card in Markdown, with front matter, for people. */
export function cardText(card: ModelCard): string {
  const sections = [
    `# ${title(card)}`,
    opening(card),
    section('Network', network(card)),
    section('Accuracy', accuracy(card)),
    section('Training', trained(card)),
    section('Input and output', inputOutput(card)),
    section('Loading', loading(card)),
    section('Limitations', card.limitations.map((sentence) => `- ${sentence}`).join('\n')),
    section('Licence', licence(card)),
    section('Files', files(card)),
    section('Origin', origin(card)),
  ];
  return `${frontMatter(card)}\n${sections.join('\n\n')}\n`;
}

function section(heading: string, body: string): string {
  return `## ${heading}\n\n${body}`;
}

function title({ block }: ModelCard): string {
  return block.reference === null
    ? `BlockQNN model of block ${block.id}`
    : `BlockQNN model of the ${block.reference} block`;
}

function opening({ stack, weights, loading, accuracies }: ModelCard): string {
  const { height, width, channels } = stack.input;
  const what = `An image classifier for ${height}×${width} images of ${counted(channels, 'channel')} and ${stack.classes} classes, for ${loading.framework}.`;
  if (weights.state === 'initialised') {
    return `${what}\n\n**Its weights are random (seed ${weights.seed}): it has to be trained before it is of use.**`;
  }
  const best = accuracies[0];
  const reached = best ? ` and reached ${percent(best.value)} on ${best.measuredOn}` : '';
  return `${what} Its weights were trained on ${code(weights.dataset)}${reached}.`;
}

function network({ block, stack, figures, storedValues }: ModelCard): string {
  const stages = stack.stages.map(({ repeats, filters }) => `${repeats} × ${filters} filters`).join(', ');
  const { stem } = stack;
  return [
    `One block, repeated in stages (BlockQNN, [arXiv:1708.05552](https://arxiv.org/abs/1708.05552)), in NSC code:`,
    fenced('text', block.nsc),
    fenced('text', block.drawing.join('\n')),
    table([
      ['Block', `\`${block.id}\`, density ${round(block.density)}`],
      [
        'Stem',
        `${stem.filters} filters ${stem.kernel}×${stem.kernel}, stride ${stem.stride}${stem.pooling ? ', max pooling' : ''}`,
      ],
      ['Stages', stages],
      ['Trainable parameters', grouped(figures.parameters)],
      ['Values stored', `${grouped(storedValues)}, moving statistics included`],
      ['FLOPs per image', grouped(figures.flops)],
      ['Bytes of activations per image', grouped(figures.activationBytes)],
    ]),
  ].join('\n\n');
}

function accuracy({ accuracies }: ModelCard): string {
  if (accuracies.length === 0) return 'Nothing was measured.';
  return accuracies
    .map(
      ({ value, measuredOn, dataset, of, meaning }) =>
        `- **${percent(value)}** on the ${measuredOn} of ${code(dataset)}, of ${of}: ${meaning}.`,
    )
    .join('\n');
}

function trained({ weights, evaluation, training }: ModelCard): string {
  const facts = training ?? evaluation;
  if (!facts) return weights.state === 'initialised' ? 'None.' : 'Nothing more is known.';
  const lead =
    weights.state === 'initialised'
      ? 'None of these weights. The best evaluation of the block, of other weights, was this one:\n\n'
      : '';
  return `${lead}${table([...commonRows(facts), ...(training ? trainingRows(training) : evaluationRows(evaluation))])}${recipe(facts)}`;
}

function commonRows(facts: EvaluationFacts | TrainingFacts): Row[] {
  return [
    ['Name', code(facts.name)],
    ['Data set', code(facts.dataset)],
    ['Epochs', String(facts.epochs)],
    ['Wall-clock time', `${round(facts.seconds)} s${facts.device === '' ? '' : ` on ${code(facts.device)}`}`],
    ...(facts.seed === undefined ? [] : [['Seed', String(facts.seed)] as const]),
    ...(facts.completedAt === undefined ? [] : [['Completed', facts.completedAt] as const]),
  ];
}

function evaluationRows(evaluation: EvaluationFacts | null): Row[] {
  if (!evaluation) return [];
  const { strategy, reward } = evaluation;
  return [
    ['Block proposed by', strategy === '' ? 'unknown: it was evaluated elsewhere' : code(strategy)],
    ['Reward', `${round(reward)}: accuracy in percent, corrected for cost`],
  ];
}

function trainingRows({ bestEpoch, testImages, engineVersion }: TrainingFacts): Row[] {
  return [
    ['Weights of epoch', String(bestEpoch)],
    ['Test images', grouped(testImages)],
    ...(engineVersion === '' ? [] : [['Engine', code(engineVersion)] as const]),
  ];
}

function recipe({ recipe: fields }: EvaluationFacts | TrainingFacts): string {
  if (!fields) return '';
  return `\n\nRecipe:\n\n${fenced('json', JSON.stringify(fields, undefined, 2))}`;
}

function inputOutput({ loading: { input, output } }: ModelCard): string {
  return `- Input: ${input}.\n- Output: ${output}.`;
}

function loading({ loading: { install, language, programName, program, run } }: ModelCard): string {
  return [
    fenced('sh', install),
    `In the folder of the files, as \`${programName}\`, run with \`${run}\`:`,
    fenced(language, program.trimEnd()),
  ].join('\n\n');
}

function licence({ licence: stated, weights }: ModelCard): string {
  if (stated !== null) return `${code(stated)}, as stated by whoever exported it.`;
  return weights.state === 'initialised'
    ? 'None was stated.'
    : 'None was stated. Whether the weights may be used depends on the images that they were trained on.';
}

function files({ files: list }: ModelCard): string {
  const rows = list.map(
    ({ name, sizeBytes, sha256 }) => `| \`${name}\` | ${grouped(sizeBytes)} | \`${sha256}\` |`,
  );
  return ['| file | bytes | SHA-256 |', '| --- | --- | --- |', ...rows].join('\n');
}

function origin({ weights, writtenBy, evaluation }: ModelCard): string {
  const from = weights.state === 'trained' ? (weights.trial ?? weights.training) : undefined;
  const search = /^searches\/[^/]+/.exec(evaluation?.name ?? '')?.[0];
  return table([
    ['Written by', `${writtenBy.program} ${writtenBy.version}`],
    ['Weights', from === undefined ? 'initialised' : `trained by ${code(from)}`],
    ...(search === undefined ? [] : [['Search', code(search)] as const]),
  ]);
}

type Row = readonly [name: string, value: string];

function table(rows: readonly Row[]): string {
  return ['| | |', '| --- | --- |', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
}

/** What others named, so that it can neither break out of its place nor be taken for markup. */
function code(text: string): string {
  return `\`${text.replace(/[`|\s\p{Cc}]/gu, ' ')}\``;
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

function round(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function grouped(count: number): string {
  return count.toLocaleString('en-GB');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
