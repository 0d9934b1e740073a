import type { DataFolder } from '../warehouse/data-folder.ts';
import { runCommand } from './run-command.ts';

/** What a person states of an uploaded file. */
export interface UploadOptions {
	source?: string;
	zone?: string;
	dateOrder?: string;
	isFull: boolean;
}

export interface ImportOutcome {
	/** The import's id in the log, where it got so far as to have one. */
	importId: number | null;
	/** Why it failed, in the words of the command line. */
	failure: string | null;
}

interface CommandAnswer {
	imported: { importId: number }[];
	failures: string[];
}

/** Imports a file as the command line does, in a process of its own. */
export async function runImport(
	folder: DataFolder,
	file: string,
	options: UploadOptions,
): Promise<ImportOutcome> {
	const { output, problems, code } = await runCommand(folder, [
		'import',
		file,
		'--json',
		...toArguments(options),
	]);
	try {
		const answer = JSON.parse(output) as CommandAnswer;
		return {
			importId: answer.imported[0]?.importId ?? null,
			failure: answer.failures[0] ?? null,
		};
	} catch {
		return { importId: null, failure: problems.trim() || `the import ended with code ${code}` };
	}
}

function toArguments({ source, zone, dateOrder, isFull }: UploadOptions): string[] {
	return [
		// In one word each, so that a value which begins with a dash stays a value.
		...(source ? [`--source=${source}`] : []),
		...(zone ? [`--zone=${zone}`] : []),
		...(dateOrder ? [`--date-order=${dateOrder}`] : []),
		...(isFull ? ['--full'] : []),
	];
}
