import { fail, redirect } from '@sveltejs/kit';
import { rmSync } from 'node:fs';
import { getApp } from '#lib/server/app.ts';
import { BrokenUpload, receiveUpload } from '#lib/server/jobs/receive-upload.ts';
import { readImports } from '#lib/server/store/import-log.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ depends }) => {
	depends('waybill:data', 'waybill:jobs');
	const { store, queue, drafts } = await getApp();
	const jobs = queue.list();
	const underWay = new Set(
		jobs.filter(({ task }) => task === 'import').map(({ importId }) => importId),
	);
	const entries = readImports(store).filter(({ import_id }) => !underWay.has(import_id));
	return {
		jobs,
		drafts: drafts.list(),
		imports: entries.map((entry) => ({
			import_id: entry.import_id,
			file_name: entry.file_name,
			preset: entry.preset,
			source: entry.source,
			state: entry.is_undone ? 'undone' : entry.state,
			started_at: entry.started_at,
			read: entry.report?.rows.read ?? null,
			loaded: entry.report?.rows.loaded ?? null,
			set_aside: entry.report?.rows.setAside ?? null,
			quarantined: entry.report?.rows.quarantined ?? null,
		})),
	};
};

export const actions: Actions = {
	/** Takes a file, which then waits for a person to say how it is to be imported. */
	default: async ({ request }) => {
		const { folder, drafts } = await getApp();
		let upload;
		try {
			upload = await receiveUpload(request, folder);
		} catch (failure) {
			if (failure instanceof BrokenUpload)
				return fail(failure.status, { problem: failure.message });
			throw failure;
		}
		try {
			if (upload.path === null) return fail(400, { problem: 'Choose a file first.' });
			redirect(303, `/imports/new/${drafts.add(upload.path)}`);
		} finally {
			rmSync(upload.folder, { recursive: true, force: true });
		}
	},
};
