/**
 * Subjects are an API: others subscribe to them.
 *
 *   blockqnn.v1.evaluations.completed.{search}    a trial of the search has its final result
 *
 * `search` is the id of the search: 1–40 of a–z, 0–9 and dash, beginning with a letter. In a filter,
 * `*` stands for one part, and `>` at the end for one or more. A breaking change of a payload gets a
 * new `v2` beside `v1`.
 */
const EVALUATION_COMPLETED = 'blockqnn.v1.evaluations.completed';
const SEARCH_ID = /^[a-z][a-z0-9-]{0,39}$/;

/** Everything that is broadcast. */
export const ALL_SUBJECTS = 'blockqnn.v1.>';

/** Completed evaluations of all searches. */
export const ALL_EVALUATIONS_COMPLETED = `${EVALUATION_COMPLETED}.*`;

/** Subject of a search's completed evaluations. Throws RangeError where the id has another form. */
export function evaluationCompletedSubject(searchId: string): string {
  if (!SEARCH_ID.test(searchId)) {
    throw new RangeError(
      `search id ${JSON.stringify(searchId)}: must be 1 to 40 of a-z, 0-9 and dash, beginning with a letter`,
    );
  }
  return `${EVALUATION_COMPLETED}.${searchId}`;
}

/** The search's id; undefined for any other subject. */
export function parseEvaluationCompletedSubject(subject: string): string | undefined {
  const searchId = subject.startsWith(`${EVALUATION_COMPLETED}.`)
    ? subject.slice(EVALUATION_COMPLETED.length + 1)
    : undefined;
  return searchId !== undefined && SEARCH_ID.test(searchId) ? searchId : undefined;
}

/** Whether a subject falls under a filter with `*` and `>`, as in NATS. */
export function subjectMatches(filter: string, subject: string): boolean {
  const wanted = filter.split('.');
  const parts = subject.split('.');
  const rest = wanted.at(-1) === '>';
  if (rest ? parts.length < wanted.length : parts.length !== wanted.length) return false;
  return wanted.every(
    (part, index) => part === '*' || (rest && index === wanted.length - 1) || part === parts[index],
  );
}
