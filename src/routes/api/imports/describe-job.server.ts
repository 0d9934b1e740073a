import type { JobView } from '#lib/server/jobs/import-queue.ts';
import { readImport } from '#lib/server/store/import-log.ts';
import type { Store } from '#lib/server/store/store.ts';

/** A job as the API tells of it: with the import and its report once that is loaded. */
export function describeJob(job: JobView, store: Store) {
	const entry =
		job.state === 'done' && job.importId !== null ? readImport(store, job.importId) : null;
	if (!entry) return { job };
	const { import_id, source, preset, file_name, sha256, report } = entry;
	return {
		job,
		import: { importId: import_id, file: file_name, preset, source, sha256, report },
	};
}

/** The HTTP status that says to whoever asked for an import what became of it. */
export function toStatus({ state, failure }: JobView): number {
	switch (state) {
		case 'done':
			return 201;
		case 'failed':
			// Any other failure lies on our side.
			return failure?.name === 'ImportError' ? 422 : 500;
		case 'cancelled':
			return 409;
		default:
			return 202;
	}
}
