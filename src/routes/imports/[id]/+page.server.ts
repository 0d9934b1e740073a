import { error } from '@sveltejs/kit';
import { getApp } from '#lib/server/app.ts';
import { readImports } from '#lib/server/store/import-log.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const { store } = await getApp();
	const entry = readImports(store).find(({ import_id }) => String(import_id) === params.id);
	if (!entry) {
		error(404, { message: `There is no import ${params.id}.`, remedy: 'See the list of imports.' });
	}
	return { entry };
};
