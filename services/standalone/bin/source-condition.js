/** Module hook that does what `--conditions=source` does: workspace packages resolve to their sources. */
export function resolve(specifier, context, nextResolve) {
  return nextResolve(specifier, { ...context, conditions: [...context.conditions, 'source'] });
}
