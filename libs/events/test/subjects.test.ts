import assert from 'node:assert/strict';
import test from 'node:test';
import {
  ALL_EVALUATIONS_COMPLETED,
  ALL_SUBJECTS,
  evaluationCompletedSubject,
  parseEvaluationCompletedSubject,
  subjectMatches,
} from '../src/subjects.js';

test('subject of a search, there and back', () => {
  const subject = evaluationCompletedSubject('cifar-10a');
  assert.equal(subject, 'blockqnn.v1.evaluations.completed.cifar-10a');
  assert.equal(parseEvaluationCompletedSubject(subject), 'cifar-10a');
});

test('an id of another form makes no subject', () => {
  for (const id of ['', 'S1', '1s', 'a.b', 'a*', 'a b', '>', 'a'.repeat(41)]) {
    assert.throws(() => evaluationCompletedSubject(id), /search id .*: must be 1 to 40 of a-z/, id);
  }
});

test('other subjects parse as undefined', () => {
  for (const subject of [
    'blockqnn.v1.evaluations.completed',
    'blockqnn.v1.evaluations.completed.',
    'blockqnn.v1.evaluations.completed.a.b',
    'blockqnn.v1.evaluations.completedx.a',
    'blockqnn.v2.evaluations.completed.a',
  ]) {
    assert.equal(parseEvaluationCompletedSubject(subject), undefined, subject);
  }
});

test('filters match as in NATS', () => {
  const subject = evaluationCompletedSubject('s1');
  for (const filter of [subject, ALL_EVALUATIONS_COMPLETED, ALL_SUBJECTS, '>', '*.v1.*.completed.s1']) {
    assert.ok(subjectMatches(filter, subject), filter);
  }
  for (const filter of [
    `${subject}.>`,
    `${subject}.*`,
    'blockqnn.v1',
    '*',
    'blockqnn.v1.*',
    `${subject}x`,
    '',
  ]) {
    assert.ok(!subjectMatches(filter, subject), filter);
  }
});
