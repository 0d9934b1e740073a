import { error, fail, redirect } from '@sveltejs/kit';
import { getApp } from '#lib/server/app.ts';
import { readRows } from '#lib/server/setup/form-rows.ts';
import { isHandRelation, recordKinds, type RecordKind } from '#lib/server/setup/record-kinds.ts';
import {
	describeFields,
	handSource,
	listRecords,
	queueRecords,
	unitOf,
} from '#lib/server/setup/records-by-hand.ts';
import { readSettings } from '#lib/server/store/settings.ts';
import { ParameterError } from '#lib/server/warehouse/errors.ts';
import type { Actions, PageServerLoad } from './$types';

function requireRelation(name: string) {
	if (isHandRelation(name)) return name;
	error(404, {
		message: `There are no records “${name}” to type in.`,
		remedy: 'See the list of records.',
	});
}

export const load: PageServerLoad = async ({ params, url, depends }) => {
	depends('waybill:data');
	const app = await getApp();
	const relation = requireRelation(params.relation);
	const kind: RecordKind = recordKinds[relation];
	const records = await listRecords(app, relation, readSettings(app.store).reportingZone);
	const chosen = records.find(({ record_id }) => record_id === url.searchParams.get('record'));
	const unit = unitOf(relation);
	// What is replaced as a whole is changed as a whole.
	const isSameUnit = (values: Record<string, string>) =>
		unit.every((field) => values[field] === chosen?.values[field]);
	return {
		relation,
		kind,
		unit,
		handSource,
		fields: await describeFields(app.folder, relation),
		records,
		chosen: chosen?.values ?? null,
		changed: !chosen
			? []
			: unit.length === 0
				? [chosen.values]
				: records
						.filter(({ source, values }) => source === handSource && isSameUnit(values))
						.map(({ values }) => values),
	};
};

export const actions: Actions = {
	default: async ({ request, params }) => {
		const app = await getApp();
		const relation = requireRelation(params.relation);
		const rows = readRows(await request.formData(), 'row');
		const zone = readSettings(app.store).reportingZone;
		let job: number;
		try {
			job = await queueRecords(app, { relation, rows, zone });
		} catch (failure) {
			if (!(failure instanceof ParameterError)) throw failure;
			const typed = rows.map((row) =>
				Object.fromEntries(Object.entries(row).map(([field, values]) => [field, values[0] ?? ''])),
			);
			return fail(400, { problem: failure.message, rows: typed });
		}
		redirect(303, `/imports/jobs/${job}`);
	},
};
