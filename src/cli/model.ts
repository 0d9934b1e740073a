import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { diffModels, sayChange } from '../lib/server/model/diff-models.ts';
import type { ServiceModel } from '../lib/server/model/model-schema.ts';
import { readYaml, writeYaml } from '../lib/server/model/model-yaml.ts';
import { changeModel } from '../lib/server/model/change-model.ts';
import { readModel } from '../lib/server/store/model-versions.ts';
import { openStore } from '../lib/server/store/store.ts';
import { openDataFolder } from '../lib/server/warehouse/data-folder.ts';
import { ParameterError } from '../lib/server/warehouse/errors.ts';
import { write } from '../lib/server/warehouse/writer.ts';
import { describeUsage, readArguments } from './command-line.ts';

const options = {
	reason: { type: 'string', value: 'WORDS', words: 'why the model changes' },
	correct: { type: 'boolean', words: 'what held before today may change as well, as a correction' },
} as const;

export const usage = describeUsage('model export|import|check|diff [FILE] [options]', options);

interface Given {
	file: string | undefined;
	reason: string | undefined;
	isCorrection: boolean;
}

const actions: Record<string, (given: Given) => Promise<number> | number> = {
	export: exportModel,
	import: importModel,
	check: checkFile,
	diff: diffFile,
};

/** `waybill model export|import|check|diff [FILE]`: the service model as one YAML file. */
export async function run(args: string[]): Promise<number> {
	const { values, positionals } = readArguments(args, { usage, options, most: 2 });
	const [name = '', file] = positionals;
	const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
	if (!action) throw new ParameterError(`say what to do: waybill model export|import|check|diff`);
	return action({ file, reason: values.reason, isCorrection: values.correct ?? false });
}

/** Writes the model in force to a file, or to the terminal. */
function exportModel({ file }: Given): number {
	const text = writeYaml(readCurrent().model);
	if (file === undefined) process.stdout.write(text);
	else writeFileSync(file, text);
	return 0;
}

async function importModel({ file, reason, isCorrection }: Given): Promise<number> {
	const model = readModelFile(file);
	const { result } = await write(openDataFolder(), async (writer) => {
		const { version, model: before } = readModel(writer.store);
		const saved = changeModel(writer.store, {
			model,
			basedOn: version,
			reason: reason ?? `Imported from ${basename(file!)}`,
			isCorrection,
		});
		writer.hasChanged = saved !== version;
		return { saved, changes: diffModels(before, model) };
	});
	if (result.changes.length === 0) console.log('The file says what is in force; nothing changed.');
	else console.log(`Version ${result.saved} of the service model:`);
	for (const change of result.changes) console.log(sayChange(change));
	return 0;
}

/** Says what is wrong with a file, if anything; needs no data. */
function checkFile({ file }: Given): number {
	const { statuses, priorities, calendars, policies } = readModelFile(file);
	console.log(
		`${file} can be used: ${statuses.length} statuses, ${priorities.length} priorities, ${calendars.length} calendars, ${policies.length} policies.`,
	);
	return 0;
}

/** Says what a file would change. */
function diffFile({ file }: Given): number {
	const changes = diffModels(readCurrent().model, readModelFile(file));
	if (changes.length === 0) console.log('The file says what is in force.');
	for (const change of changes) console.log(sayChange(change));
	return 0;
}

function readCurrent() {
	const store = openStore(openDataFolder().store);
	try {
		return readModel(store);
	} finally {
		store.close();
	}
}

function readModelFile(file: string | undefined): ServiceModel {
	if (file === undefined) throw new ParameterError('name the YAML file of the service model');
	let text: string;
	try {
		text = readFileSync(file, 'utf8');
	} catch (error) {
		throw new ParameterError(`the service model cannot be read: ${(error as Error).message}`);
	}
	return readYaml(text, file);
}
