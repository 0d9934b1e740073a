import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { findPackageRoot } from '../warehouse/sql-files.ts';
import type { DataFolder } from '../warehouse/data-folder.ts';

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

/**
 * Imports a file in a process of its own: the server only reads, and an import that runs out of
 * memory takes nothing else down.
 */
export async function runImport(
	folder: DataFolder,
	file: string,
	options: UploadOptions,
): Promise<ImportOutcome> {
	const root = findPackageRoot();
	const args = ['import', file, '--json', ...toArguments(options)];
	const child = spawn(process.execPath, [join(root, 'src', 'cli', 'waybill.js'), ...args], {
		cwd: root,
		env: { ...process.env, WAYBILL_DATA: folder.root },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const [output, problems, code] = await Promise.all([
		readAll(child.stdout),
		readAll(child.stderr),
		new Promise<number | null>((resolve, reject) => {
			child.once('error', reject);
			child.once('exit', resolve);
		}),
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

async function readAll(stream: NodeJS.ReadableStream): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
}
