import { readImport, setUndone } from '../lib/server/store/import-log.ts';
import { followImportsInForce } from '../lib/server/warehouse/current-state.ts';
import { openDataFolder } from '../lib/server/warehouse/data-folder.ts';
import { ParameterError } from '../lib/server/warehouse/errors.ts';
import { write } from '../lib/server/warehouse/writer.ts';

/** `waybill undo ID`: the figures become what they were without that import. */
export async function run([id]: string[]): Promise<number> {
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
	const { result: relations, snapshot } = await write(openDataFolder(), async (writer) => {
		if (!setUndone(writer.store, importId, state.isUndone)) {
			const word = state.isUndone ? 'in force' : 'undone';
			const base = readImport(writer.store, importId)?.undone_with ?? null;
			const remedy = base === null ? '' : `; it is undone with import ${base}, on which it rests`;
			throw new ParameterError(`there is no import ${importId} that is ${word}${remedy}`);
		}
		writer.hasChanged = true;
		return followImportsInForce(writer.session, writer.store);
	});
	console.log(
		`Import ${importId} is ${state.isUndone ? 'undone' : 'in force again'} (${relations.join(', ') || 'no figure rests on it'}); ` +
			`published as version ${snapshot?.version}.`,
	);
	return 0;
}
