import { openDataFolder } from '../lib/server/warehouse/data-folder.ts';
import { Reader } from '../lib/server/warehouse/reader.ts';
import { findMissing } from '../lib/server/warehouse/run-query.ts';
import { listModules, loadModule } from './modules.ts';

/** `waybill metrics`: every module with its history level and what the loaded data lacks for it. */
export async function run(): Promise<number> {
	const reader = await Reader.open(openDataFolder());
	try {
		const rows = [];
		for (const name of listModules()) {
			const module = await loadModule(name);
			const missing = await findMissing(reader, module);
			rows.push({
				name,
				title: module.title,
				level: module.level,
				availability: missing.length === 0 ? 'available' : `needs ${missing.join(' and ')}`,
			});
		}
		console.table(rows);
		return 0;
	} finally {
		reader.close();
	}
}
