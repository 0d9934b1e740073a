import { rmSync } from 'node:fs';
import { fail, redirect } from '@sveltejs/kit';
import { getApp } from '#lib/server/app.ts';
import { broughtRelations, readGone, readMissing } from '#lib/server/history/missing-records.ts';
import { findLastReading } from '#lib/server/import/add-corrections.ts';
import { BrokenUpload, receiveUpload } from '#lib/server/jobs/receive-upload.ts';
import type { ImportTask } from '#lib/server/jobs/run-task.ts';
import {
	findCorrections,
	queueCorrections,
	readCells,
} from '#lib/server/quarantine/correct-rows.ts';
import { readRestatements } from '#lib/server/store/closed-months.ts';
import { readImports, type ImportLogEntry } from '#lib/server/store/import-log.ts';
import type { Store } from '#lib/server/store/store.ts';
import { askNewest } from '#lib/server/warehouse/ask.ts';
import { findImport } from './find-import.server.ts';
import { loadQuarantine } from './load-quarantine.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, depends }) => {
	depends('waybill:data');
	const { store, reader } = await getApp();
	const entry = await findImport(params.id);
	const ask = await askNewest(reader);
	const moved = readRestatements(store).filter(({ causes }) =>
		causes.imports.some(({ import_id }) => import_id === entry.import_id),
	);
	const relatives = readRelatives(store, entry);
	const of = { importId: entry.import_id, relations: broughtRelations(entry) };
	const isLacking = entry.is_full && !entry.is_undone && relatives.lastReading === null;
	const missing = ask && isLacking ? await readMissing(ask, of) : [];
	const gone = ask && entry.confirms !== null ? await readGone(ask, of) : [];
	// What a person said of the file may be as long as the file.
	const { layout, options, ...told } = entry;
	return {
		entry: told,
		hasLayout: layout !== null,
		corrected: options.corrects?.records.length ?? 0,
		moved,
		relatives,
		missing,
		gone,
		quarantine: await loadQuarantine(ask, entry, url),
	};
};

/** The imports that are about the same file, or about what is missing from it. */
function readRelatives(store: Store, entry: ImportLogEntry) {
	const imports = readImports(store);
	const family = imports.filter(({ place, state }) => place === entry.place && state === 'loaded');
	const tell = ({ import_id, is_undone }: ImportLogEntry) => ({ import_id, is_undone });
	const last = findLastReading(imports, entry);
	return {
		corrections: family
			.filter(({ corrects }) => corrects !== null && corrects === entry.import_id)
			.map(tell),
		// Whatever reading of the file they are about, they go with its first import.
		confirmations: family
			.filter(
				({ confirms }) => confirms !== null && [confirms, entry.place].includes(entry.import_id),
			)
			.map(tell),
		/** The import that read the file last, where that is another one in force. */
		lastReading: last && last.import_id > entry.import_id ? last.import_id : null,
	};
}

const queueTask =
	(task: ImportTask) =>
	async ({ params }: { params: { id: string } }) => {
		const { queue } = await getApp();
		redirect(303, `/imports/jobs/${queue.addTask(task, await findImport(params.id))}`);
	};

export const actions: Actions = {
	undo: queueTask('undo'),
	redo: queueTask('redo'),
	gone: queueTask('confirm_missing'),

	fix: async ({ params, request }) => {
		const app = await getApp();
		const entry = await findImport(params.id);
		const ask = await askNewest(app.reader, { isKept: false });
		const stated = readCells(await request.formData());
		const records = ask ? await findCorrections(ask, entry, stated) : [];
		if (records.length === 0) {
			return fail(400, {
				problem: 'No cell was changed. Put a cell right first, then load its row.',
			});
		}
		redirect(303, `/imports/jobs/${await queueCorrections(app, entry, records)}`);
	},

	upload: async ({ params, request }) => {
		const { folder, queue } = await getApp();
		const { import_id } = await findImport(params.id);
		let upload;
		try {
			upload = await receiveUpload(request, folder);
		} catch (failure) {
			if (!(failure instanceof BrokenUpload)) throw failure;
			return fail(failure.status, { problem: failure.message });
		}
		try {
			if (upload.path === null) return fail(400, { problem: 'Choose a file first.' });
			// Without any rows of its own: those are in the file, which is refused if it is another one.
			const corrects = { importId: import_id, records: [] };
			redirect(303, `/imports/jobs/${queue.add({ file: upload.path, options: { corrects } })}`);
		} finally {
			rmSync(upload.folder, { recursive: true, force: true });
		}
	},
};
