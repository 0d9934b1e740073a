import { error } from '@sveltejs/kit';
import { getApp } from '#lib/server/app.ts';
import type { JobView } from '#lib/server/jobs/import-queue.ts';

/** The job of an address, or a plain page that says there is none. */
export async function findJob(id: string): Promise<JobView> {
	const { queue } = await getApp();
	const job = queue.find(Number(id));
	if (job) return job;
	error(404, { message: `There is no import job ${id}.`, remedy: 'See the list of imports.' });
}
