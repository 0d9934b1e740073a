import { error, fail, redirect } from '@sveltejs/kit';
import { getApp } from '#lib/server/app.ts';
import { describeMapping, listConstants, listQuestions } from '#lib/server/jobs/draft-mapping.ts';
import { acceptSuggestions, readDraftForm } from '#lib/server/jobs/draft-options.ts';
import type { DraftView } from '#lib/server/jobs/import-drafts.ts';
import { ParameterError } from '#lib/server/warehouse/errors.ts';
import { readCurrent } from '#lib/server/warehouse/snapshots.ts';
import type { Actions, PageServerLoad } from './$types';

/** The words of a person are far smaller, whatever the file has of columns and values. */
const largestBytes = 16 * 1024 * 1024;

/** How long a page without a script waits for an answer before it shows that there is none yet. */
const patienceMilliseconds = 5000;

export const load: PageServerLoad = async ({ params, depends }) => {
	depends('waybill:draft');
	const { folder } = await getApp();
	const { inspection, stated, ...draft } = await findDraft(params.draft);
	const version = readCurrent(folder)?.version ?? null;
	if (!inspection || 'failure' in inspection) {
		return { ...draft, failure: inspection?.failure ?? null, found: null, version };
	}
	const found = inspection.answer;
	const options = { ...found.options, ...stated };
	return {
		...draft,
		failure: null,
		version,
		found: {
			...found,
			options,
			mapping: describeMapping(found, options),
			constants: listConstants(found, options),
			questions: listQuestions(found, options),
		},
	};
};

async function findDraft(id: string): Promise<DraftView> {
	const { drafts } = await getApp();
	const draft = drafts.find(id);
	if (draft) return draft;
	error(404, {
		message: 'This file does not wait for its import any more.',
		remedy: 'It was loaded or let go. See the list of imports, or send it again.',
	});
}

interface Event {
	request: Request;
	params: { draft: string };
}

/** Keeps what the form says; then does what its button is for. */
const keeping =
	(next: (id: string) => Promise<void> | void) =>
	async ({ request, params }: Event) => {
		const { drafts } = await getApp();
		if (Number(request.headers.get('content-length') ?? Infinity) > largestBytes) {
			return fail(413, { problem: 'That is more than can be said of a file.' });
		}
		const form = await request.formData();
		const { id, inspection, stated } = await findDraft(params.draft);
		if (!inspection || 'failure' in inspection) redirect(303, `/imports/new/${id}`);
		try {
			const options = readDraftForm(form, { inspection: inspection.answer, stated });
			drafts.state(
				id,
				form.has('accept') ? acceptSuggestions(options, inspection.answer) : options,
			);
		} catch (failure) {
			if (!(failure instanceof ParameterError)) throw failure;
			return fail(400, { problem: failure.message });
		}
		await drafts.untilInspected(id, patienceMilliseconds);
		await next(id);
		redirect(303, `/imports/new/${id}`);
	};

export const actions: Actions = {
	state: keeping(() => undefined),
	try: keeping(async (id) => {
		const { drafts } = await getApp();
		await drafts.untilInspected(id);
		drafts.try(id);
	}),
	load: keeping(async (id) => {
		const { drafts, queue } = await getApp();
		await drafts.untilInspected(id);
		const draft = await findDraft(id);
		if (!draft.inspection || 'failure' in draft.inspection) return;
		// What came of the last words may be a question, which is asked first.
		const { answer } = draft.inspection;
		if (listQuestions(answer, { ...answer.options, ...draft.stated }).length > 0) return;
		const job = queue.add(drafts.toRequest(id));
		await drafts.remove(id);
		redirect(303, `/imports/jobs/${job}`);
	}),
	cancel: async ({ params }) => {
		const { drafts } = await getApp();
		await drafts.cancel(params.draft);
		redirect(303, `/imports/new/${params.draft}`);
	},
	restart: async ({ params }) => {
		const { drafts } = await getApp();
		const { id } = await findDraft(params.draft);
		drafts.restart(id);
		redirect(303, `/imports/new/${id}`);
	},
	discard: async ({ params }) => {
		const { drafts } = await getApp();
		await drafts.remove(params.draft);
		redirect(303, '/imports');
	},
};
