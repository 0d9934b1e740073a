import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { describeImport } from '../import/describe-import.ts';
import type { Job } from '../store/jobs.ts';
import type { Ending } from './run-import.ts';

/**
 * Moves an imported file to `done/` or `failed/` of its inbox, below the folder of its source if it
 * came from one, and writes beside it what became of it. Nothing there is written over.
 * @throws the file system's error when the file cannot be moved; it stays where it is not looked at
 */
export function fileAway(job: Job, ending: Ending): void {
	if (job.inbox === null) throw new Error(`job ${job.job_id} is of no inbox`);
	const outcome = ending.state === 'done' ? 'done' : 'failed';
	const target = join(job.inbox, outcome, job.options.source ?? '');
	mkdirSync(target, { recursive: true });
	const name = findFreeName(target, job.file_name);
	renameSync(job.path, join(target, name));
	writeFileSync(join(target, `${name}.report.txt`), `${describeEnding(ending)}\n`);
	writeFileSync(join(target, `${name}.report.json`), `${JSON.stringify(ending, null, '\t')}\n`);
}

/** The name itself, or with the time in it where that is taken: "tickets 2026-11-25T02-00-00Z.csv". */
function findFreeName(folder: string, file: string): string {
	const { name, ext } = parse(file);
	const time = new Date()
		.toISOString()
		.replace(/\.\d+Z$/, 'Z')
		.replaceAll(':', '-');
	const candidates = [file, `${name} ${time}${ext}`];
	for (let number = 2; candidates.every((each) => existsSync(join(folder, each))); number++) {
		candidates.push(`${name} ${time} ${number}${ext}`);
	}
	return candidates.find((each) => !existsSync(join(folder, each))) ?? file;
}

function describeEnding(ending: Ending): string {
	switch (ending.state) {
		case 'done':
			return ending.imported
				? describeImport(ending.imported)
				: `Import ${ending.importId}: loaded; the program ended before it could tell of the rows.`;
		case 'failed':
			return ending.failure.message;
		case 'cancelled':
			return 'The import was cancelled; nothing of the file was loaded. Move the file back to import it.';
	}
}
