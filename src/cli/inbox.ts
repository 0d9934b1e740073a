import { setTimeout as sleep } from 'node:timers/promises';
import { ImportQueue, type JobView } from '../lib/server/jobs/import-queue.ts';
import { Inbox, lookMilliseconds } from '../lib/server/jobs/inbox.ts';
import { openStore } from '../lib/server/store/store.ts';
import { openDataFolder } from '../lib/server/warehouse/data-folder.ts';
import { listenForCancellation } from './cancellation.ts';
import { describeUsage, readArguments } from './command-line.ts';

export const usage = describeUsage('inbox');

/** `waybill inbox`: imports what lies in the inbox once, for a schedule where no server runs. */
export async function run(args: string[]): Promise<number> {
	readArguments(args, { usage, options: {}, most: 0 });
	const folder = openDataFolder();
	const store = openStore(folder.store);
	const queue = new ImportQueue(folder, store);
	listenForCancellation().addEventListener('abort', () => queue.stop());
	try {
		const left = queue.adopt();
		const inbox = new Inbox(folder.inbox, queue);
		inbox.look();
		await sleep(lookMilliseconds);
		const { jobs, problems } = inbox.look();
		for (const problem of problems) console.error(problem);
		const ended = await Promise.all(
			[...left, ...jobs].map(async (id) => {
				const job = await queue.untilEnd(id);
				console.log(describeJob(job));
				return job;
			}),
		);
		return problems.length === 0 && ended.every(({ state }) => state === 'done') ? 0 : 1;
	} finally {
		queue.stop();
		await queue.idle();
		store.close();
	}
}

function describeJob({ fileName, state, importId, failure }: JobView): string {
	switch (state) {
		case 'done':
			return `${fileName}: loaded as import ${importId}.`;
		case 'failed':
			return `${fileName}: ${failure?.message}`;
		case 'cancelled':
			return `${fileName}: cancelled.`;
		default:
			return `${fileName}: not ended yet; the next server or pass goes on with it.`;
	}
}
