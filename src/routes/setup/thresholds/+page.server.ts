import { thresholdNames, thresholds, type Threshold } from '#lib/server/model/thresholds.ts';
import { editDefaults, editThresholds } from '#lib/server/setup/edit-thresholds.ts';
import { saveEdit } from '../save-model.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({
	thresholds: thresholdNames.map((name) => ({ name, ...(thresholds[name] satisfies Threshold) })),
});

export const actions: Actions = {
	save: saveEdit(editThresholds),
	hours: saveEdit(editDefaults),
};
