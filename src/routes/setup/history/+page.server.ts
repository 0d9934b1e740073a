import { fail, redirect } from '@sveltejs/kit';
import { getApp } from '#lib/server/app.ts';
import { changeModel } from '#lib/server/model/change-model.ts';
import { diffModels } from '#lib/server/model/diff-models.ts';
import { fieldOf } from '#lib/server/setup/form-rows.ts';
import {
	readModel,
	readModelVersion,
	readModelVersions,
	StaleModel,
} from '#lib/server/store/model-versions.ts';
import type { Actions, PageServerLoad } from './$types';

/** As many as one reads; the files hold the rest. */
const shownVersions = 50;

export const load: PageServerLoad = async ({ depends }) => {
	depends('waybill:data');
	const { store } = await getApp();
	const versions = readModelVersions(store);
	return {
		count: versions.length,
		versions: versions.slice(0, shownVersions).map(({ model, ...version }, index) => ({
			...version,
			changes: versions[index + 1] ? diffModels(versions[index + 1]!.model, model) : [],
		})),
	};
};

export const actions: Actions = {
	/** Saves an earlier version as a new one; the versions in between remain. */
	back: async ({ request, url }) => {
		const { store, facts } = await getApp();
		const form = await request.formData();
		const earlier = readModelVersion(store, Number(fieldOf(form, 'version')));
		if (!earlier) return fail(404, { problem: 'There is no version of that number.' });
		const { version: current } = readModel(store);
		const basedOn = Number(fieldOf(form, 'based_on'));
		try {
			const reason = `Back to version ${earlier.version}`;
			// Whoever goes back says that what came since was wrong.
			const edit = { model: earlier.model, basedOn, reason, isCorrection: true };
			if (changeModel(store, edit) !== current) facts.request();
		} catch (error) {
			if (error instanceof StaleModel) return fail(409, { problem: error.message });
			throw error;
		}
		redirect(303, url.pathname);
	},
};
