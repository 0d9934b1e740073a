import { formatPrecision } from '../lib/format.ts';
import { openDataFolder } from '../lib/server/warehouse/data-folder.ts';
import { Reader } from '../lib/server/warehouse/reader.ts';
import { findMissing } from '../lib/server/warehouse/run-query.ts';
import { listModules, loadModule } from './modules.ts';
import { describeUsage, readArguments } from './command-line.ts';

export const usage = describeUsage('metrics');

/** `waybill metrics`: every module with its history level and what the loaded data lacks for it. */
export async function run(args: string[]): Promise<number> {
	readArguments(args, { usage, options: {}, most: 0 });
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
		for (const line of await describeHistories(reader)) console.log(line);
		return 0;
	} finally {
		reader.close();
	}
}

/** What history each source kept, and how exactly. */
async function describeHistories(reader: Reader): Promise<string[]> {
	const data = await reader.describe();
	if (data === null) return [];
	const sources = await reader.query(
		data.dataVersion,
		`select source, history_level, median_gap_minutes, largest_gap_minutes
		from source_history order by source`,
		{},
	);
	return sources.map(({ source, history_level, median_gap_minutes, largest_gap_minutes }) => {
		const level = `history of ${source}: ${history_level}`;
		if (median_gap_minutes === null) return level;
		const gaps = {
			medianMinutes: median_gap_minutes as number,
			largestMinutes: largest_gap_minutes as number,
		};
		return `${level}, ${formatPrecision(gaps)}`;
	});
}
