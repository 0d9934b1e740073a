// Runs in a process of its own: the floor of an import. DuckDB reads the file into a table with
// everything told to it beforehand, the columns typed, nothing checked, kept or explained.
import { dirname } from 'node:path';
import { openInstance, Session } from '#lib/server/warehouse/duckdb.ts';
import { peakMebibytes, readTask, secondsSince } from './measure.ts';

export interface ReadCsvTask {
	path: string;
	columns: Record<string, string>;
	/** A new database file, which is opened as the warehouse is. */
	database: string;
}

export interface ReadCsvCost {
	seconds: number;
	peakMebibytes: number;
}

const { path, columns, database } = readTask<ReadCsvTask>();
const instance = await openInstance({
	path: database,
	allowedDirectories: [dirname(path), dirname(database)],
	temporaryDirectory: dirname(database),
});
const session = await Session.open(instance);
const types = Object.entries(columns).map(([name, type]) => `'${name}': '${type}'`);
const started = performance.now();
await session.run(`
	create table file as
	select * from read_csv('${path.replaceAll("'", "''")}', auto_detect = false, header = true, delim = ',', quote = '"',
		escape = '"', nullstr = '', columns = {${types.join(', ')}})`);
const cost: ReadCsvCost = { seconds: secondsSince(started), peakMebibytes: peakMebibytes() };
session.close();
instance.closeSync();
console.log(JSON.stringify(cost));
