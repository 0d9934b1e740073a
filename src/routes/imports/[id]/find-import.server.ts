import { error } from '@sveltejs/kit';
import { getApp } from '#lib/server/app.ts';
import { readImport, type ImportLogEntry } from '#lib/server/store/import-log.ts';

/** The import of an address, or a plain page that says there is none. */
export async function findImport(id: string): Promise<ImportLogEntry> {
	const { store } = await getApp();
	const entry = /^\d{1,9}$/.test(id) ? readImport(store, Number(id)) : null;
	if (entry) return entry;
	error(404, { message: `There is no import ${id}.`, remedy: 'See the list of imports.' });
}
