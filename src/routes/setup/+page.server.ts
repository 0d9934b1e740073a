import { getApp } from '#lib/server/app.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ depends }) => {
	depends('waybill:data');
	const { reader } = await getApp();
	const data = await reader.describe();
	if (data === null) return { unplaced: [] };
	const rows = await reader.query(
		data.dataVersion,
		`select kind, count(*)::integer as value_count, sum(row_count)::integer as row_count
		from value_in_use where meaning is null
		group by kind order by row_count desc`,
		{},
	);
	return { unplaced: rows as { kind: string; value_count: number; row_count: number }[] };
};
