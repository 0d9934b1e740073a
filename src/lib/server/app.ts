import { openStore, type Store } from './store/store.ts';
import { openDataFolder, type DataFolder } from './warehouse/data-folder.ts';
import { Reader } from './warehouse/reader.ts';

/** What a serving process holds open: one reader, one store, one folder. */
export interface App {
	folder: DataFolder;
	reader: Reader;
	store: Store;
}

const holder = globalThis as { waybillApp?: Promise<App> };

/** The process's one app. Kept on `globalThis`, since a dev server reloads modules but not DuckDB. */
export function getApp(): Promise<App> {
	holder.waybillApp ??= openApp();
	return holder.waybillApp;
}

async function openApp(): Promise<App> {
	const folder = openDataFolder();
	return { folder, reader: await Reader.open(folder), store: openStore(folder.store) };
}
