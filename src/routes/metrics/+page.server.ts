import { getApp } from '#lib/server/app.ts';
import { findMissing } from '#lib/server/warehouse/run-query.ts';
import { readStatement } from '#lib/server/warehouse/statement.ts';
import { modules } from '../modules.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const { reader } = await getApp();
	return {
		metrics: await Promise.all(
			modules.map(async (module) => ({
				name: module.name,
				title: module.title,
				definition: module.definition,
				level: module.level,
				by: module.by,
				missing: await findMissing(reader, module),
				sql: readStatement(module.name),
			})),
		),
	};
};
