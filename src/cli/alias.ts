import { readFileSync } from 'node:fs';
import { parseCsv } from '../lib/formats/csv.ts';
import { writeAliases, type Alias } from '../lib/server/store/aliases.ts';
import { openDataFolder } from '../lib/server/warehouse/data-folder.ts';
import { ParameterError } from '../lib/server/warehouse/errors.ts';
import { write } from '../lib/server/warehouse/writer.ts';
import { describeUsage, readArguments } from './command-line.ts';

const columns = ['source', 'kind', 'value', 'canonical_id'] as const;

export const usage = describeUsage('alias FILE');

/** `waybill alias FILE`: who is who across systems; figures follow at once. */
export async function run(args: string[]): Promise<number> {
	const [file] = readArguments(args, { usage, options: {}, most: 1 }).positionals;
	if (file === undefined) throw new ParameterError('name a file: waybill alias FILE');
	const aliases = readAliasFile(file);
	const { result: added } = await write(openDataFolder(), async (writer) => {
		const added = writeAliases(writer.store, aliases);
		writer.hasChanged = added > 0;
		return added;
	});
	console.log(`${aliases.length} aliases read, ${added} new or changed`);
	return 0;
}

function readText(path: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch (error) {
		throw new ParameterError(`the aliases cannot be read: ${(error as Error).message}`);
	}
}

/**
 * Reads a CSV of aliases.
 * @throws {ParameterError} naming the line and what is wrong with it
 */
export function readAliasFile(path: string): Alias[] {
	const [header = [], ...rows] = parseCsv(readText(path), { delimiter: ',' });
	const positions = columns.map((column) => header.indexOf(column));
	if (positions.includes(-1)) {
		throw new ParameterError(`${path}, line 1: expected the columns ${columns.join(', ')}`);
	}
	return rows.map((row, index) => {
		const [source = '', kind = '', value = '', canonical_id = ''] = positions.map(
			(position) => row[position]?.trim() ?? '',
		);
		if ((kind !== 'client' && kind !== 'person') || !source || !value || !canonical_id) {
			throw new ParameterError(
				`${path}, line ${index + 2}: expected a source, client or person, a name and an id`,
			);
		}
		return { source, kind, value, canonical_id };
	});
}
