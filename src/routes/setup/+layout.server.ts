import { getApp } from '#lib/server/app.ts';
import { describeWords } from '#lib/server/warehouse/copy-words.ts';
import { readModel } from '#lib/server/store/model-versions.ts';
import type { LayoutServerLoad } from './$types';

/** Every page of Setup shows the model in force, and whether the figures follow it yet. */
export const load: LayoutServerLoad = async ({ depends }) => {
	depends('waybill:data');
	const { reader, store, facts } = await getApp();
	const data = await reader.describe();
	const { version, model, actor, at, reason } = readModel(store);
	return {
		version,
		model,
		saved: { actor, at, reason },
		isApplied: data === null || data.words === describeWords(store),
		applyProblem: facts.problem,
	};
};
