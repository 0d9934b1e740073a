import { codeClasses } from '#lib/server/model/defaults.ts';
import { editCodes } from '#lib/server/setup/edit-words.ts';
import { findUnplaced, placeValues } from '../place-values.server.ts';
import { saveEdit } from '../save-model.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ depends }) => {
	depends('waybill:data');
	return { unplaced: await findUnplaced('billing_code'), classes: codeClasses };
};

export const actions: Actions = { place: placeValues('billing_code'), save: saveEdit(editCodes) };
