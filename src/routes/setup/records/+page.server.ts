import { getApp } from '#lib/server/app.ts';
import { recordKinds, type RecordKind } from '#lib/server/setup/record-kinds.ts';
import { handSource } from '#lib/server/setup/records-by-hand.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ depends }) => {
	depends('waybill:data');
	const { reader } = await getApp();
	const data = await reader.describe();
	const kinds = Object.entries(recordKinds).map(
		([relation, { title, words }]: [string, RecordKind]) => ({
			relation,
			title,
			words,
		}),
	);
	if (data === null) return { kinds: kinds.map((kind) => ({ ...kind, rows: 0, by_hand: 0 })) };
	const counts = await reader.query(
		data.dataVersion,
		kinds
			.map(
				({ relation }) => `select '${relation}' as relation, count(*)::integer as rows,
					count(*) filter (where source = '${handSource}')::integer as by_hand from ${relation}`,
			)
			.join(' union all '),
		{},
	);
	return {
		kinds: kinds.map((kind) => {
			const count = counts.find(({ relation }) => relation === kind.relation);
			return { ...kind, rows: Number(count?.['rows']), by_hand: Number(count?.['by_hand']) };
		}),
	};
};
