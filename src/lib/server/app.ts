import { FactRefresher } from './jobs/fact-refresher.ts';
import { ImportDrafts } from './jobs/import-drafts.ts';
import { ImportQueue } from './jobs/import-queue.ts';
import { openStore, type Store } from './store/store.ts';
import { openDataFolder, type DataFolder } from './warehouse/data-folder.ts';
import { Reader } from './warehouse/reader.ts';

/** What a serving process holds open: one reader, store and folder, and the imports to come. */
export interface App {
	folder: DataFolder;
	reader: Reader;
	store: Store;
	queue: ImportQueue;
	/** Rebuilds the facts when people have said more. */
	facts: FactRefresher;
	drafts: ImportDrafts;
}

const holder = globalThis as { waybillApp?: Promise<App> };

/** The process's one app. Kept on `globalThis`, since a dev server reloads modules but not DuckDB. */
export function getApp(): Promise<App> {
	holder.waybillApp ??= openApp();
	return holder.waybillApp;
}

async function openApp(): Promise<App> {
	const folder = openDataFolder();
	const store = openStore(folder.store);
	const queue = new ImportQueue(folder, store);
	const facts = new FactRefresher(folder);
	const drafts = new ImportDrafts(folder);
	return { folder, reader: await Reader.open(folder), store, queue, facts, drafts };
}
