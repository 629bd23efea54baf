/** Answers what the page asks of the newest run's values, between the layers of the run under way. */
import type { Post, ToEngine } from './protocol';
import type { Executor } from './run';

export type Question = Extract<ToEngine, { type: 'readMaps' | 'explain' | 'trace' }>;

/** What cannot be read now belongs to a run that has been replaced: the next brings it. */
export async function answer(question: Question, executor: Executor, post: Post): Promise<void> {
  const { requestId } = question;
  switch (question.type) {
    case 'readMaps':
      for (const wanted of question.wanted) {
        const read = await executor.readMaps(wanted).catch(() => null);
        if (!read) continue;
        const { nodeId, longestSide } = wanted;
        post({ type: 'maps', requestId, nodeId, ...read, isSmall: longestSide !== undefined }, [
          read.maps.values.buffer,
        ]);
      }
      return;
    case 'explain': {
      const reading = await executor.explain(question.nodeId, question.cell).catch(() => null);
      post({ type: 'explained', requestId, reading });
      return;
    }
    case 'trace': {
      const path = await executor.trace(question.nodeId, question.cell).catch(() => []);
      post({ type: 'traced', requestId, path });
    }
  }
}
