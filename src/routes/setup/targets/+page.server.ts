import { dayAt } from '#lib/calendar.ts';
import { measures } from '#lib/server/model/model-schema.ts';
import { editDefaults } from '#lib/server/setup/edit-thresholds.ts';
import { addPolicy, editTargets } from '#lib/server/setup/edit-targets.ts';
import { findUnplaced } from '../place-values.server.ts';
import { saveEdit } from '../save-model.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ depends, parent }) => {
	depends('waybill:data');
	const { zone } = await parent();
	return {
		today: dayAt(new Date().toISOString(), zone),
		unplaced: await findUnplaced('policy'),
		measures,
	};
};

export const actions: Actions = {
	save: saveEdit(editTargets),
	add: saveEdit(addPolicy),
	choose: saveEdit(editDefaults),
};
