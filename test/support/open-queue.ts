import { onTestFinished } from 'vitest';
import { ImportQueue } from '#lib/server/jobs/import-queue.ts';
import { openStore, type Store } from '#lib/server/store/store.ts';
import type { DataFolder } from '#lib/server/warehouse/data-folder.ts';

/** A queue of imports on a data folder, as each server has one; it stops when the test ends. */
export function openQueue(folder: DataFolder): { queue: ImportQueue; store: Store } {
	const store = openStore(folder.store);
	const queue = new ImportQueue(folder, store);
	onTestFinished(async () => {
		queue.stop();
		await queue.idle();
		store.close();
	});
	return { queue, store };
}
