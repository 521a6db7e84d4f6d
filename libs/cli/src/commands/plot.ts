import { Command } from 'commander';
import type { CliContext } from '../context.js';
import { plotBlock } from '../plot/plot-block.js';
import { plotPareto } from '../plot/plot-pareto.js';
import { plotSearch } from '../plot/plot-search.js';
import { plotStrategies } from '../plot/plot-strategies.js';
import { plotStructure } from '../plot/plot-structure.js';

const EXAMPLES = `
Examples:
  blockqnn plot search s0123456789a --out search.svg
  blockqnn plot strategies --dataset cifar10 --out strategies.png --width two-columns
  blockqnn plot structure --dataset cifar10 --top 10% --out structure.svg
  blockqnn plot pareto --x parameters --y accuracy --colour flops --out pareto.svg
  blockqnn plot block inception --stack imagenet --out inception.svg
  blockqnn plot search s0123456789a --json
`;

/** `blockqnn plot …`: figures for papers. */
export function plotCommand(context: CliContext): Command {
  return new Command('plot')
    .description('figures for papers, as SVG or PNG files, and the data behind them')
    .addHelpText('after', EXAMPLES)
    .addCommand(plotSearch(context))
    .addCommand(plotStrategies(context))
    .addCommand(plotStructure(context))
    .addCommand(plotPareto(context))
    .addCommand(plotBlock(context));
}
