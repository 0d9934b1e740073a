import type { App } from '../app.ts';
import { Inbox, lookMilliseconds } from './inbox.ts';

/**
 * Goes on with the imports that an earlier server left, and watches the inbox.
 * @returns ends both; an import that runs is left to the next server
 */
export function startJobs({ folder, queue }: App): () => void {
	const inbox = new Inbox(folder.inbox, queue);
	let lastProblem = '';
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
		queue.stop();
	};
}
