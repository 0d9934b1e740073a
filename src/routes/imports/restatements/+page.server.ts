import { getApp } from '#lib/server/app.ts';
import { readClosedMonths, readRestatedFigures } from '#lib/server/store/closed-months.ts';
import { readSettings } from '#lib/server/store/settings.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ depends }) => {
	depends('waybill:data');
	const { store } = await getApp();
	return {
		closedMonths: readClosedMonths(store).map(({ month }) => month),
		closingDay: readSettings(store).closingDay,
		restated: readRestatedFigures(store),
	};
};
