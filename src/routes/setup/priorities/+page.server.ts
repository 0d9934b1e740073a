import { editMatrix, editPriorities } from '#lib/server/setup/edit-words.ts';
import { findUnplaced, placeValues } from '../place-values.server.ts';
import { saveEdit } from '../save-model.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ depends }) => {
	depends('waybill:data');
	return { unplaced: await findUnplaced('priority'), levels: await findUnplaced('level') };
};

export const actions: Actions = {
	place: placeValues('priority'),
	save: saveEdit(editPriorities),
	matrix: saveEdit(editMatrix),
};
