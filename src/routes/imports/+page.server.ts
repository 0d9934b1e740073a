import { fail, redirect } from '@sveltejs/kit';
import { rmSync } from 'node:fs';
import { getApp } from '#lib/server/app.ts';
import { BrokenUpload, receiveUpload } from '#lib/server/jobs/receive-upload.ts';
import { runImport } from '#lib/server/jobs/run-import.ts';
import { readImports } from '#lib/server/store/import-log.ts';
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
		const { folder } = await getApp();
		let upload;
		try {
			upload = await receiveUpload(request, folder.temporary);
		} catch (failure) {
			if (failure instanceof BrokenUpload) return fail(400, { problem: failure.message });
			throw failure;
		}
		const { path, fields } = upload;
		try {
			if (path === null) return fail(400, { problem: 'Choose a file first.' });
			const { importId, failure } = await runImport(folder, path, {
				source: fields['source'],
				zone: fields['zone'],
				dateOrder: fields['date_order'],
				isFull: fields['is_full'] === 'on',
			});
			if (failure !== null) return fail(422, { problem: failure });
			redirect(303, `/imports/${importId}`);
		} finally {
			rmSync(upload.folder, { recursive: true, force: true });
		}
	},
};
