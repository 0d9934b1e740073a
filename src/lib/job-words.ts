import { formatCountOf } from './format.ts';
import { describeStanding } from './import-words.ts';
import type { JobView } from './server/jobs/import-queue.ts';

const taskNames: Readonly<Record<JobView['task'], string>> = {
	import: 'Import of',
	undo: 'Undoing the import of',
	redo: 'Putting back the import of',
	confirm_missing: 'Taking out what is missing from',
};

/** "Import of tickets.csv". */
export function nameJob({ task, fileName }: Pick<JobView, 'task' | 'fileName'>): string {
	return `${taskNames[task]} ${fileName}`;
}

/** How a job stands that has not ended: "waiting for its turn", "reading the file, 40 %, …". */
export function describeJobStanding(
	job: Pick<JobView, 'task' | 'state' | 'progress' | 'ahead'>,
): string {
	if (job.state === 'queued') {
		return job.ahead === 0
			? 'waiting for its turn'
			: `waiting for its turn, behind ${formatCountOf(job.ahead, 'other')}`;
	}
	return job.task === 'import' ? describeStanding(job.progress) : 'building the figures anew';
}
