import { fail, redirect } from '@sveltejs/kit';
import { rmSync } from 'node:fs';
import { getApp } from '#lib/server/app.ts';
import { BrokenUpload, receiveUpload } from '#lib/server/jobs/receive-upload.ts';
import { toImportOptions } from '#lib/server/jobs/upload-options.ts';
import { readImports } from '#lib/server/store/import-log.ts';
import { ParameterError } from '#lib/server/warehouse/errors.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ depends }) => {
	depends('waybill:data');
	const { store } = await getApp();
	return {
		imports: readImports(store).map((entry) => ({
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
		zones: Intl.supportedValuesOf('timeZone'),
	};
};

export const actions: Actions = {
	default: async ({ request }) => {
		const { folder, queue } = await getApp();
		let upload;
		try {
			upload = await receiveUpload(request, folder);
		} catch (failure) {
			if (failure instanceof BrokenUpload)
				return fail(failure.status, { problem: failure.message });
			throw failure;
		}
		const { path, fields } = upload;
		try {
			if (path === null) return fail(400, { problem: 'Choose a file first.' });
			const id = queue.add({ file: path, options: toImportOptions(fields) });
			redirect(303, `/imports/jobs/${id}`);
		} catch (failure) {
			if (failure instanceof ParameterError) return fail(400, { problem: failure.message });
			throw failure;
		} finally {
			rmSync(upload.folder, { recursive: true, force: true });
		}
	},
};
