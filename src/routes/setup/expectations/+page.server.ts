import { editExpectations } from '#lib/server/setup/edit-words.ts';
import { findUnplaced } from '../place-values.server.ts';
import { saveEdit } from '../save-model.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ depends }) => {
	depends('waybill:data');
	return { unplaced: await findUnplaced('time_category') };
};

export const actions: Actions = { save: saveEdit(editExpectations) };
