/** How long a call may take that looks at all evaluations of a registry, in ms. */
export const DEADLINE_MS = 120_000;
