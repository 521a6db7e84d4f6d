import assert from 'node:assert/strict';
import { it } from 'node:test';
import { showDownload, type DownloadNews } from '../src/download/show-download.js';
import { TextSink } from './text-sink.js';

const WAITING = { notice: 'It is written …', interrupted: 'Nothing came; ask again.' };

/** What is said of a download that is interrupted. */
async function saidOf(news: (told: DownloadNews) => void, interrupted = true): Promise<string> {
  const stop = new AbortController();
  const stderr = new TextSink();
  const context = { stdout: new TextSink(), stderr, env: {}, signal: stop.signal, now: () => 0 };
  const download = showDownload(context, WAITING, (told) => {
    news(told);
    if (interrupted) stop.abort();
    return Promise.reject(new Error('it ends'));
  });
  await assert.rejects(download, /it ends/);
  return stderr.text;
}

it('says on an interruption what becomes of a file of which nothing has come yet', async () => {
  assert.equal(await saidOf(() => undefined), 'Nothing came; ask again.\n');
});

it('says what is kept where something has come, and nothing of interruptions on other failures', async () => {
  const kept = await saidOf(({ onProgress, onKept }) => {
    onProgress?.(1, 10);
    onKept?.('model.partial');
  });
  assert.match(kept, /kept in model\.partial; the same command goes on/);
  assert.doesNotMatch(kept, /Nothing came/);
  assert.equal(await saidOf(() => undefined, false), '');
});
