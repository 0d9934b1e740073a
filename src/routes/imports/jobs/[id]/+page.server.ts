import { fail, redirect } from '@sveltejs/kit';
import { getApp } from '#lib/server/app.ts';
import { findJob } from './find-job.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, depends }) => {
	depends('waybill:job');
	return { job: await findJob(params.id) };
};

export const actions: Actions = {
	cancel: async ({ params }) => {
		const { queue } = await getApp();
		const job = await findJob(params.id);
		if (!queue.cancel(job.id) && job.ended_at === null) {
			return fail(409, { problem: 'Another server runs this import; cancel it there.' });
		}
		// The running import takes a moment to end, and the page is to show how it did.
		if (job.ended_at === null) await queue.untilEnd(job.id);
		redirect(303, `/imports/jobs/${job.id}`);
	},
};
