import { setUndone } from '../lib/server/store/import-log.ts';
import { followImportsInForce } from '../lib/server/warehouse/current-state.ts';
import { openDataFolder } from '../lib/server/warehouse/data-folder.ts';
import { ParameterError } from '../lib/server/warehouse/errors.ts';
import { write } from '../lib/server/warehouse/writer.ts';

/** `waybill undo ID`: the figures become what they were without that import. */
export async function run([id]: string[]): Promise<number> {
	return changeForce(id, { isUndone: true });
}

/** Takes an import out of force or puts it back, and publishes what follows. */
export async function changeForce(
	id: string | undefined,
	state: { isUndone: boolean },
): Promise<number> {
	if (id === undefined || !/^\d+$/.test(id)) {
		throw new ParameterError('name the import by its number, as its report and /imports show it');
	}
	const importId = Number(id);
	const { result: relations, snapshot } = await write(openDataFolder(), async (writer) => {
		if (!setUndone(writer.store, importId, state.isUndone)) {
			const word = state.isUndone ? 'in force' : 'undone';
			throw new ParameterError(`there is no import ${importId} that is ${word}`);
		}
		writer.hasChanged = true;
		return followImportsInForce(writer.session, writer.store);
	});
	console.log(
		`Import ${importId} is ${state.isUndone ? 'undone' : 'in force again'} (${relations.join(', ')}); ` +
			`published as version ${snapshot?.version}.`,
	);
	return 0;
}
