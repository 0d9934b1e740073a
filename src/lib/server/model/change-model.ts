import { dayAt } from '../../calendar.ts';
import { readModel, saveModel } from '../store/model-versions.ts';
import { readSettings } from '../store/settings.ts';
import type { Store } from '../store/store.ts';
import { shippedModel } from './defaults.ts';
import { requireModel } from './check-model.ts';
import { findRewrites, type Rewrite } from './find-rewrites.ts';
import type { ServiceModel } from './model-schema.ts';

/** A change that would tell the past differently without being called a correction. */
export class RewrittenPast extends Error {
	override readonly name = 'RewrittenPast';
	readonly rewrites: readonly Rewrite[];

	constructor(rewrites: readonly Rewrite[], today: string) {
		const named = rewrites.map(({ kind, name, from }) => {
			const when = from === null ? 'from the beginning' : `from ${from}`;
			return `the ${kind} “${name}” (${when})`;
		});
		super(
			`This would change what held before ${today}: ${named.join(', ')}. Nothing was saved. ` +
				'Add a version that holds from today or a later day, or say that it corrects a mistake: ' +
				'then past figures change, and closed months show what moved.',
		);
		this.rewrites = rewrites;
	}
}

interface ModelEdit {
	model: unknown;
	basedOn: number;
	reason: string;
	/** Says that what held in the past was written down wrongly. */
	isCorrection: boolean;
	/** The first day that a change may hold from, ISO; by default this day in the reporting zone. */
	today?: string;
}

/**
 * Saves a changed model as a new version. History is not rewritten by the way: hours and targets
 * that held before today change only by a correction.
 * @returns the number of the version in force afterwards
 * @throws {ModelError | RewrittenPast | StaleModel} and then nothing was saved
 */
export function changeModel(store: Store, edit: ModelEdit, actor?: string): number {
	const model = requireModel(edit.model);
	const today = edit.today ?? dayAt(new Date().toISOString(), readSettings(store).reportingZone);
	const rewrites = findOwnRewrites(readModel(store).model, model, today);
	if (rewrites.length > 0 && !edit.isCorrection) throw new RewrittenPast(rewrites, today);
	const { basedOn, reason } = edit;
	return saveModel(store, { model, basedOn, reason }, actor);
}

/** What Waybill ships with was never decided by the provider, and may be replaced at any time. */
function findOwnRewrites(before: ServiceModel, after: ServiceModel, today: string): Rewrite[] {
	const shipped = new Set(
		[...shippedModel.calendars, ...shippedModel.policies].map((item) => JSON.stringify(item)),
	);
	const isOwn = (item: unknown) => !shipped.has(JSON.stringify(item));
	const own = {
		...before,
		calendars: before.calendars.filter(isOwn),
		policies: before.policies.filter(isOwn),
	};
	const isOwnDefault = ({ kind, name }: Rewrite) =>
		(kind !== 'default calendar' || name !== shippedModel.defaults.calendar) &&
		(kind !== 'default policy' || name !== shippedModel.defaults.policy);
	return findRewrites(own, after, today).filter(isOwnDefault);
}
