import { editStatuses } from '#lib/server/setup/edit-words.ts';
import { findUnplaced, placeValues } from '../place-values.server.ts';
import { saveEdit } from '../save-model.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ depends }) => {
	depends('waybill:data');
	return { unplaced: await findUnplaced('status') };
};

export const actions: Actions = { place: placeValues('status'), save: saveEdit(editStatuses) };
