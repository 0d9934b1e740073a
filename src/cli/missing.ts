import { formatCountOf } from '../lib/format.ts';
import { confirmMissing, requireFullExport } from '../lib/server/history/confirm-missing.ts';
import {
	broughtRelations,
	readMissing,
	type MissingRecord,
} from '../lib/server/history/missing-records.ts';
import { openStore } from '../lib/server/store/store.ts';
import { askNewest } from '../lib/server/warehouse/ask.ts';
import { openDataFolder, type DataFolder } from '../lib/server/warehouse/data-folder.ts';
import { ParameterError } from '../lib/server/warehouse/errors.ts';
import { Reader } from '../lib/server/warehouse/reader.ts';
import { write } from '../lib/server/warehouse/writer.ts';
import { toImportId } from './undo.ts';
import { describeUsage, readArguments } from './command-line.ts';

const options = {
	confirm: { type: 'boolean', words: 'they are gone from the source and leave the figures' },
} as const;

export const usage = describeUsage('missing ID [options]', options);

/**
 * `waybill missing ID`: the records that a full export lacks; with `--confirm` they are gone from
 * the source and leave the figures.
 */
export async function run(args: string[]): Promise<number> {
	const { positionals, values } = readArguments(args, { usage, options, most: 1 });
	const importId = toImportId(positionals[0]);
	const folder = openDataFolder();
	if (values.confirm) await confirm(folder, importId);
	else await list(folder, importId);
	return 0;
}

async function confirm(folder: DataFolder, importId: number): Promise<void> {
	const { result, snapshot } = await write(folder, (writer) => confirmMissing(writer, importId));
	const gone = result.gone.map(({ relation, count }) => formatCountOf(count, nameOf(relation)));
	console.log(
		`${gone.join(', ')} left the figures; published as version ${snapshot?.version}. ` +
			`waybill undo ${result.importId} brings them back.`,
	);
}

async function list(folder: DataFolder, importId: number): Promise<void> {
	const records = await read(folder, importId);
	for (const [relation, rows] of Map.groupBy(records, (record) => record.relation)) {
		const { count } = rows[0]!;
		console.log(`${formatCountOf(count, nameOf(relation))} of earlier imports missing:`);
		for (const { id, title, last_import_id } of rows) {
			console.log(
				`  ${id}${title === null ? '' : `  ${title}`}  (last in import ${last_import_id})`,
			);
		}
		if (count > rows.length) console.log(`  and ${count - rows.length} more`);
	}
	console.log(
		records.length === 0
			? `Import ${importId} has every record that earlier imports brought.`
			: `They stay in the figures until waybill missing ${importId} --confirm says that they are gone.`,
	);
}

async function read(folder: DataFolder, importId: number): Promise<MissingRecord[]> {
	const store = openStore(folder.store);
	const reader = await Reader.open(folder);
	try {
		const relations = broughtRelations(requireFullExport(store, importId));
		const ask = await askNewest(reader);
		if (ask === null) throw new ParameterError('nothing has been imported');
		return await readMissing(ask, { importId, relations });
	} finally {
		reader.close();
		store.close();
	}
}

function nameOf(relation: string): string {
	return relation.replaceAll('_', ' ');
}
