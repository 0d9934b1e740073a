import { rmSync } from 'node:fs';
import { json } from '@sveltejs/kit';
import { getApp } from '#lib/server/app.ts';
import { refuseToken } from '#lib/server/jobs/import-token.ts';
import { BrokenUpload, receiveUpload } from '#lib/server/jobs/receive-upload.ts';
import { toImportOptions } from '#lib/server/jobs/upload-options.ts';
import { ParameterError } from '#lib/server/warehouse/errors.ts';
import { describeJob, toStatus } from './describe-job.server.ts';
import type { RequestHandler } from './$types';

/** Imports the one file of a multipart form, and answers once it is loaded unless told not to wait. */
export const POST: RequestHandler = async ({ request }) => {
	const refusal = refuseToken(request);
	if (refusal) return json({ message: refusal.message }, { status: refusal.status });
	const { folder, queue, store } = await getApp();
	let upload;
	try {
		upload = await receiveUpload(request, folder);
	} catch (failure) {
		if (!(failure instanceof BrokenUpload)) throw failure;
		return json({ message: failure.message }, { status: failure.status });
	}
	const { path, fields } = upload;
	try {
		if (path === null) {
			return json({ message: 'Send a file, such as with curl -F file=@x.csv.' }, { status: 400 });
		}
		const id = queue.add({ file: path, options: toImportOptions(fields) });
		const job = fields['wait'] === 'false' ? queue.find(id)! : await queue.untilEnd(id);
		const headers = { location: `/api/imports/${id}` };
		return json(describeJob(job, store), { status: toStatus(job), headers });
	} catch (failure) {
		if (!(failure instanceof ParameterError)) throw failure;
		return json({ message: failure.message }, { status: 400 });
	} finally {
		rmSync(upload.folder, { recursive: true, force: true });
	}
};
