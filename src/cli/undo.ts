import { readImport, setUndone } from '../lib/server/store/import-log.ts';
import { followImportsInForce } from '../lib/server/warehouse/current-state.ts';
import { openDataFolder } from '../lib/server/warehouse/data-folder.ts';
import { ParameterError } from '../lib/server/warehouse/errors.ts';
import { write } from '../lib/server/warehouse/writer.ts';
import { describeUsage, readArguments } from './command-line.ts';

export const usage = describeUsage('undo ID');

/** `waybill undo ID`: the figures become what they were without that import. */
export async function run(args: string[]): Promise<number> {
	const [id] = readArguments(args, { usage, options: {}, most: 1 }).positionals;
	return changeForce(id, { isUndone: true });
}

/**
 * The number of an import as a person gives it.
 * @throws {ParameterError} when it is none
 */
export function toImportId(id: string | undefined): number {
	if (id !== undefined && /^\d+$/.test(id)) return Number(id);
	throw new ParameterError('name the import by its number, as its report and /imports show it');
}

/** Takes an import out of force or puts it back, and publishes what follows. */
export async function changeForce(
	id: string | undefined,
	state: { isUndone: boolean },
): Promise<number> {
	const importId = toImportId(id);
	const { result, snapshot } = await write(openDataFolder(), async (writer) => {
		const { session, store } = writer;
		const isChanged = setUndone(store, importId, state.isUndone);
		const base = readImport(store, importId)?.undone_with ?? null;
		if (!isChanged) {
			const word = state.isUndone ? 'in force' : 'undone';
			const reason = base === null ? '' : `; it is undone with import ${base}, on which it rests`;
			throw new ParameterError(`there is no import ${importId} that is ${word}${reason}`);
		}
		writer.hasChanged = true;
		return { base, relations: await followImportsInForce(session, store) };
	});
	const { base, relations } = result;
	const words = state.isUndone
		? 'undone'
		: base === null
			? 'in force again'
			: `to count again once import ${base} does, on which it rests`;
	const changed = relations.length > 0 ? ` (${relations.join(', ')})` : '';
	console.log(
		`Import ${importId} is ${words}${changed}; published as version ${snapshot?.version}.`,
	);
	return 0;
}
