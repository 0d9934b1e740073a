import { getApp } from '#lib/server/app.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ depends }) => {
	depends('waybill:data');
	const { reader } = await getApp();
	const data = await reader.describe();
	return {
		asOf: data?.asOf ?? null,
		zone: data?.reportingZone ?? 'UTC',
		dataVersion: data?.dataVersion ?? null,
		importedAt: data?.importedAt ?? null,
		openQuarantine: data?.quarantinedRows ?? 0,
		reconciliation: data?.reconciliation ?? null,
	};
};
