import { fail, redirect } from '@sveltejs/kit';
import { getApp } from '#lib/server/app.ts';
import { changeModel, RewrittenPast } from '#lib/server/model/change-model.ts';
import { ModelError } from '#lib/server/model/model-error.ts';
import type { ServiceModel } from '#lib/server/model/model-schema.ts';
import type { Draft } from '#lib/server/setup/edit-words.ts';
import { fieldOf } from '#lib/server/setup/form-rows.ts';
import { readModel, readModelVersion, StaleModel } from '#lib/server/store/model-versions.ts';

type Edit = (model: ServiceModel, form: FormData) => Draft;

/**
 * The action of a form that changes the service model: saves a new version, has the facts follow,
 * and shows the page again. What cannot be saved comes back as it was typed, with what is wrong.
 */
export const saveEdit =
	(edit: Edit) =>
	async ({ request, url }: { request: Request; url: URL }) => {
		const { store, facts } = await getApp();
		const form = await request.formData();
		const basedOn = Number(fieldOf(form, 'based_on'));
		const base = readModelVersion(store, basedOn) ?? readModel(store);
		const draft = edit(base.model, form);
		const reason = fieldOf(form, 'reason');
		const back = {
			draft: draft as unknown as ServiceModel,
			about: fieldOf(form, 'about'),
			validFrom: fieldOf(form, 'valid_from'),
			reason,
		};
		if (reason === '') {
			return fail(400, { ...back, problems: ['Say why, for those who read the history later.'] });
		}
		try {
			const isCorrection = form.has('is_correction');
			const version = changeModel(store, { model: draft, basedOn, reason, isCorrection });
			if (version !== basedOn) facts.request();
		} catch (error) {
			return fail(400, { ...back, problems: describeRefusal(error) });
		}
		redirect(303, url.pathname);
	};

/** What is wrong, in sentences, where it is the person's to mend. */
function describeRefusal(error: unknown): string[] {
	if (error instanceof ModelError) {
		return error.problems.map(
			({ place, problem, expected, remedy }) =>
				`${place}: ${problem}. Expected ${expected}. ${remedy}`,
		);
	}
	if (error instanceof RewrittenPast || error instanceof StaleModel) return [error.message];
	throw error;
}
