import { json } from '@sveltejs/kit';
import { getApp } from '#lib/server/app.ts';
import { refuseToken } from '#lib/server/jobs/import-token.ts';
import { describeJob } from '../describe-job.server.ts';
import type { RequestHandler } from './$types';

/** How an import stands that was asked for without waiting. */
export const GET: RequestHandler = async ({ params, request }) => {
	const refusal = refuseToken(request);
	if (refusal) return json({ message: refusal.message }, { status: refusal.status });
	const { queue, store } = await getApp();
	const job = queue.find(Number(params.job));
	if (!job) return json({ message: `There is no import job ${params.job}.` }, { status: 404 });
	return json(describeJob(job, store));
};
