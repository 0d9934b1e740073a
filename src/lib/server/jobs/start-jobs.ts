import type { App } from '../app.ts';
import { Inbox, lookMilliseconds } from './inbox.ts';

const sweepMilliseconds = 3_600_000;

/**
 * Goes on with the imports that an earlier server left, watches the inbox, and lets drafts go
 * that nobody came back to.
 * @returns ends both; an import that runs is left to the next server
 */
export function startJobs({ folder, queue, drafts }: App): () => void {
	const inbox = new Inbox(folder.inbox, queue);
	let lastProblem = '';
	const sweep = () =>
		drafts.sweep().catch((error) => console.error('drafts could not be let go:', error));
	void sweep();
	const sweeping = setInterval(() => void sweep(), sweepMilliseconds);
	const look = () => {
		try {
			queue.adopt();
			for (const problem of inbox.look().problems) console.error(problem);
			lastProblem = '';
		} catch (error) {
			// A folder that is gone stays gone for many looks, and is worth one line.
			if (String(error) !== lastProblem) console.error('the inbox cannot be read:', error);
			lastProblem = String(error);
		}
	};
	look();
	const timer = setInterval(look, lookMilliseconds);
	return () => {
		clearInterval(timer);
		clearInterval(sweeping);
		drafts.stop();
		queue.stop();
	};
}
