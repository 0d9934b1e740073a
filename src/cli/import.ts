import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { importFile, type ImportedFile } from '../lib/server/import/import-file.ts';
import type { ImportOptions, OnProgress } from '../lib/server/import/import-options.ts';
import { checkMeanings, keepWords } from '../lib/server/import/keep-words.ts';
import type { Mapping } from '../lib/server/import/recognise.ts';
import { readJob } from '../lib/server/store/jobs.ts';
import { openStore } from '../lib/server/store/store.ts';
import { openDataFolder, type DataFolder } from '../lib/server/warehouse/data-folder.ts';
import { ParameterError } from '../lib/server/warehouse/errors.ts';
import type { Snapshot } from '../lib/server/warehouse/snapshots.ts';
import { write, type Writer, type Written } from '../lib/server/warehouse/writer.ts';
import { listenForCancellation } from './cancellation.ts';
import { describeUsage, readArguments } from './command-line.ts';
import { describeImport } from '../lib/server/import/describe-import.ts';
import { describeFailure, toFailure } from './failure.ts';
import { readOptionsFile } from './options-file.ts';
import { ProgressLine } from './progress-line.ts';
import { tryImport } from './try-import.ts';

const options = {
	source: {
		type: 'string',
		value: 'NAME',
		words: 'whose records these are, where that is not the system itself',
	},
	zone: {
		type: 'string',
		value: 'ZONE',
		words: 'the zone of times without an offset, such as Europe/London',
	},
	'date-order': {
		type: 'string',
		value: 'dmy|mdy',
		words: 'which of day and month comes first, where no date of the file shows it',
	},
	map: {
		type: 'string',
		value: 'FILE',
		words: 'a JSON of relation, field and column: {"ticket": {"ticket_id": "Ref"}}',
	},
	options: { type: 'string', value: 'FILE', words: 'a JSON of all that can be stated' },
	client: { type: 'string', value: 'NAME', words: 'whose all records are' },
	currency: { type: 'string', value: 'CODE', words: 'what all amounts are in' },
	full: { type: 'boolean', words: 'the file holds all records of its source' },
	job: { type: 'string' },
	'dry-run': { type: 'boolean', words: 'only say what loading would do' },
	json: { type: 'boolean', words: 'the report as JSON' },
} as const;

export const usage = describeUsage('import FILE… [options]', options);

const parse = (args: string[]) => readArguments(args, { usage, options });

type Values = ReturnType<typeof parse>['values'];

/** What is to be imported, and how. */
interface Request {
	files: readonly string[];
	options: ImportOptions;
}

/** What came of the files: one transaction each, so that one that fails leaves the others loaded. */
interface Outcome {
	imported: ImportedFile[];
	failures: unknown[];
	snapshot: Snapshot | null;
	seconds: Written<unknown>['seconds'];
}

/** The exit code of a program that Ctrl-C ended. */
const cancelledCode = 130;

/** `waybill import FILE…`: a file that fails leaves the others loaded. */
export async function run(args: string[]): Promise<number> {
	const { positionals, values } = parse(args);
	const folder = openDataFolder();
	const request =
		values.job === undefined
			? { files: positionals, options: toImportOptions(values) }
			: readRequest(folder, values.job);
	if (request.files.length === 0) {
		throw new ParameterError(`Name at least one file.\n\n${usage}`);
	}
	if (values['dry-run']) return tryImport(folder, request, { asJson: values.json ?? false });
	const line = process.stderr.isTTY && !values.json ? new ProgressLine(process.stderr) : null;
	const signal = listenForCancellation();
	const outcome = await importFiles(folder, request, { line, signal }).finally(() => line?.end());
	if (values.json) printJson(outcome);
	else print(outcome);
	if (signal.aborted && outcome.failures.includes(signal.reason)) return cancelledCode;
	return outcome.failures.length === 0 ? 0 : 1;
}

async function importFiles(
	folder: DataFolder,
	{ files, options }: Request,
	{ line, signal }: { line: ProgressLine | null; signal: AbortSignal },
): Promise<Outcome> {
	const imported: ImportedFile[] = [];
	const failures: unknown[] = [];
	const work = async (writer: Writer) => {
		for (const file of files) {
			if (signal.aborted) break;
			line?.begin(basename(file));
			try {
				checkMeanings(writer.store, options);
				const loaded = await importFile(writer, file, options);
				keepWords(writer.store, loaded.source, options);
				imported.push(loaded);
			} catch (error) {
				failures.push(error);
			}
		}
	};
	line?.begin(basename(files[0] ?? ''));
	// A server that started this process listens; a terminal is written to.
	const onProgress: OnProgress = (progress) => {
		if (process.connected) process.send?.(progress);
		line?.follow(progress);
	};
	try {
		const { snapshot, seconds } = await write(folder, work, { onProgress, signal });
		return { imported, failures, snapshot, seconds };
	} catch (error) {
		if (error !== signal.reason) throw error;
		return {
			imported,
			failures: [error],
			snapshot: null,
			seconds: { facts: 0, publish: 0, compare: 0 },
		};
	}
}

function printJson({ failures, ...rest }: Outcome): void {
	console.log(JSON.stringify({ ...rest, failures: failures.map(toFailure) }));
}

function print({ imported, failures, snapshot }: Outcome): void {
	for (const file of imported) console.log(describeImport(file));
	for (const failure of failures) console.error(describeFailure(failure));
	if (snapshot) console.log(`Published as version ${snapshot.version}.`);
	else console.log('Nothing was loaded and nothing was published.');
}

/** A job of the server's queue: its file, and what the person said of it. */
function readRequest(folder: DataFolder, jobId: string): Request {
	const store = openStore(folder.store);
	try {
		const job = readJob(store, Number(jobId));
		if (!job) throw new ParameterError(`there is no job ${jobId}`);
		return { files: [job.path], options: job.options };
	} finally {
		store.close();
	}
}

function toImportOptions(values: Values): ImportOptions {
	const order = values['date-order'];
	if (order !== undefined && order !== 'dmy' && order !== 'mdy') {
		throw new ParameterError(`--date-order is dmy (31/12/2026) or mdy (12/31/2026), not ${order}`);
	}
	const stated: ImportOptions = {
		source: values.source,
		zone: values.zone,
		dateOrder: order,
		map: values.map === undefined ? undefined : readMapping(values.map),
		constants: toConstants(values),
		isFull: values.full,
	};
	const words = Object.entries(stated).filter(([, value]) => value !== undefined);
	const file = values.options === undefined ? {} : readOptionsFile(values.options);
	return { ...file, ...Object.fromEntries(words) };
}

/** What holds for every record of a file that does not say it. */
function toConstants({ client, currency }: Values): ImportOptions['constants'] {
	if (client === undefined && currency === undefined) return undefined;
	return { ...(client !== undefined && { client }), ...(currency !== undefined && { currency }) };
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
