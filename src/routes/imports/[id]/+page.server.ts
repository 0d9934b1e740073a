import { error, fail, redirect } from '@sveltejs/kit';
import { getApp } from '#lib/server/app.ts';
import { runCommand } from '#lib/server/jobs/run-command.ts';
import { readRestatements } from '#lib/server/store/closed-months.ts';
import { readImports } from '#lib/server/store/import-log.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const { store } = await getApp();
	const entry = readImports(store).find(({ import_id }) => String(import_id) === params.id);
	if (!entry) {
		error(404, { message: `There is no import ${params.id}.`, remedy: 'See the list of imports.' });
	}
	const moved = readRestatements(store).filter(({ causes }) =>
		causes.imports.some(({ import_id }) => import_id === entry.import_id),
	);
	return { entry, moved };
};

const changeForce =
	(command: 'undo' | 'redo') =>
	async ({ params }: { params: { id: string } }) => {
		const { folder } = await getApp();
		const { code, problems } = await runCommand(folder, [command, params.id]);
		if (code !== 0) return fail(409, { problem: problems.trim() });
		redirect(303, `/imports/${params.id}`);
	};

export const actions: Actions = { undo: changeForce('undo'), redo: changeForce('redo') };
