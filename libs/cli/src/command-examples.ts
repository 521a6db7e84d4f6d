import type { Command } from 'commander';

/** Examples of the commands that have nothing more to say below their help, by the words that call them. */
const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  search: ['search create --blocks 100 --watch', 'search list', 'search show s0123456789a'],
  'search show': ['search show s0123456789a', 'search show s0123456789a --json'],
  'search watch': ['search watch s0123456789a'],
  'search pause': ['search pause s0123456789a'],
  'search resume': ['search resume s0123456789a'],
  'search delete': ['search delete s0123456789a'],
  'search undelete': ['search list --deleted', 'search undelete s0123456789a'],
  trials: ['trials list s0123456789a', 'trials list s0123456789a --state failed'],
  blocks: [
    'blocks best --dataset cifar10',
    'blocks show 0123456789abcdef',
    'blocks pareto --of accuracy,parameters,flops',
    'blocks nearest residual',
    'blocks references',
  ],
  trainings: ['trainings list', 'trainings show 00112233445566778899aabbccddeeff'],
  'trainings list': ['trainings list --block 0123456789abcdef', 'trainings list --limit 100 --json'],
  'trainings show': ['trainings show 00112233445566778899aabbccddeeff'],
  'artifacts list': ['artifacts list --kind weights --limit 1000', 'artifacts list --orphans --json'],
  'artifacts fetch': ['artifacts fetch weights/<sha256> --out model.safetensors'],
  'artifacts collect': ['artifacts collect --dry-run', 'artifacts collect'],
  model: [
    'model export 0123456789abcdef --out my-model',
    'model export residual --stack cifar --image-size 32 --classes 10 --out resnet',
  ],
  'plot search': [
    'plot search s0123456789a --out search.svg',
    "plot search s0123456789a --title 'CIFAR-10' --width two-columns --out search.png",
  ],
  'plot strategies': [
    'plot strategies --dataset cifar10 --out strategies.svg',
    'plot strategies --dataset cifar10 --window 32 --json',
  ],
  'plot structure': [
    'plot structure --dataset cifar10 --top 10% --out structure.svg',
    'plot structure --search s0123456789a --by accuracy --minimum-count 5 --out structure.png',
  ],
  'plot pareto': [
    'plot pareto --dataset cifar10 --out pareto.svg',
    "plot pareto --x flops --y accuracy --colour density --filter 'layers <= 12' --out pareto.png",
  ],
  'plot block': [
    'plot block residual --out residual.svg',
    'plot block 0123456789abcdef --stack imagenet --image-size 224 --classes 1000 --out network.png',
  ],
  events: ['events replay s0123456789a'],
  serve: ['serve controller', 'serve registry', 'serve evaluator --workers auto'],
  token: [
    'token create --name ci --role reader --file tokens.yaml --out ci.token',
    'token list --file tokens.yaml',
  ],
  'token list': ['token list --file tokens.yaml'],
  'token revoke': ['token revoke ci --file tokens.yaml'],
};

/** Puts them below the help of a command and those in it. A test holds every line to the flags that there are. */
export function addExamples(command: Command, words: readonly string[] = []): void {
  const lines = EXAMPLES[words.join(' ')];
  if (lines) {
    command.addHelpText(
      'after',
      ['', 'Examples:', ...lines.map((line) => `  blockqnn ${line}`), ''].join('\n'),
    );
  }
  for (const child of command.commands) addExamples(child, [...words, child.name()]);
}
