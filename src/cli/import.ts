import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { importFile, type ImportedFile } from '../lib/server/import/import-file.ts';
import type { ImportOptions } from '../lib/server/import/import-options.ts';
import type { Mapping } from '../lib/server/import/recognise.ts';
import { openDataFolder } from '../lib/server/warehouse/data-folder.ts';
import { ParameterError } from '../lib/server/warehouse/errors.ts';
import { write } from '../lib/server/warehouse/writer.ts';
import { describeImport } from './describe-import.ts';
import { describeFailure } from './failure.ts';
import { tryImport } from './try-import.ts';

const options = {
	source: { type: 'string' },
	zone: { type: 'string' },
	'date-order': { type: 'string' },
	map: { type: 'string' },
	full: { type: 'boolean' },
	'dry-run': { type: 'boolean' },
	json: { type: 'boolean' },
} as const;

const parse = (args: string[]) => parseArgs({ args, options, allowPositionals: true });

type Values = ReturnType<typeof parse>['values'];

/** `waybill import FILE…`: one transaction a file; a file that fails leaves the others loaded. */
export async function run(args: string[]): Promise<number> {
	const { positionals: files, values } = parse(args);
	if (files.length === 0) throw new ParameterError('name at least one file: waybill import FILE…');
	const importOptions = toImportOptions(values);
	if (values['dry-run']) return tryImport(files, importOptions, { asJson: values.json ?? false });
	const failures: string[] = [];
	const written = await write(
		openDataFolder(),
		async (writer) => {
			const imported: ImportedFile[] = [];
			for (const file of files) {
				try {
					imported.push(await importFile(writer, file, importOptions));
				} catch (error) {
					failures.push(describeFailure(error));
				}
			}
			return imported;
		},
		() => console.error('waiting for another import to end …'),
	);
	if (values.json) {
		const { result, ...publication } = written;
		console.log(JSON.stringify({ imported: result, failures, ...publication }));
	} else {
		for (const imported of written.result) console.log(describeImport(imported));
		for (const failure of failures) console.error(failure);
		if (written.snapshot) console.log(`Published as version ${written.snapshot.version}.`);
		else console.log('Nothing was loaded and nothing was published.');
	}
	return failures.length === 0 ? 0 : 1;
}

function toImportOptions(values: Values): ImportOptions {
	const order = values['date-order'];
	if (order !== undefined && order !== 'dmy' && order !== 'mdy') {
		throw new ParameterError(`--date-order is dmy (31/12/2026) or mdy (12/31/2026), not ${order}`);
	}
	return {
		source: values.source,
		zone: values.zone,
		dateOrder: order,
		map: values.map === undefined ? undefined : readMapping(values.map),
		isFull: values.full,
	};
}

function readMapping(path: string): Mapping {
	const refuse = (reason: string) =>
		new ParameterError(
			`--map ${path} is no JSON such as {"ticket": {"ticket_id": "Ref"}}: ${reason}`,
		);
	let mapping: unknown;
	try {
		mapping = JSON.parse(readFileSync(path, 'utf8'));
	} catch (error) {
		throw refuse((error as Error).message);
	}
	if (!isMapping(mapping))
		throw refuse('expected relations, and in each fields with their columns');
	return mapping;
}

/** Whether a value has the shape of a mapping; whether its names exist, the importer says. */
function isMapping(value: unknown): value is Mapping {
	const isRecord = (each: unknown) =>
		typeof each === 'object' && each !== null && !Array.isArray(each);
	return (
		isRecord(value) &&
		Object.values(value as object).every(
			(fields: unknown) =>
				isRecord(fields) &&
				Object.values(fields as object).every((column) => typeof column === 'string'),
		)
	);
}
