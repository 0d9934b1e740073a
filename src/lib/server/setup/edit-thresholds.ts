import type { ServiceModel } from '../model/model-schema.ts';
import { thresholdNames, thresholds } from '../model/thresholds.ts';
import type { Draft } from './edit-words.ts';
import { fieldOf, toNumber } from './form-rows.ts';

/** A threshold that was emptied is ours again. */
export function editThresholds(model: ServiceModel, form: FormData): Draft {
	const read = thresholdNames.map((name) => {
		const { unit, default: ours } = thresholds[name];
		if (unit === 'flag') return [name, form.has(name)];
		return [name, toNumber(fieldOf(form, name)) ?? ours];
	});
	return { ...model, thresholds: Object.fromEntries(read) };
}

/** What holds where an agreement or a person says nothing; a field that is not asked for stays. */
export function editDefaults(model: ServiceModel, form: FormData): Draft {
	const { calendar, policy, weekly_hours } = model.defaults;
	return {
		...model,
		defaults: {
			calendar: fieldOf(form, 'calendar') || calendar,
			policy: fieldOf(form, 'policy') || policy,
			weekly_hours: form.has('weekly_hours')
				? toNumber(fieldOf(form, 'weekly_hours'))
				: weekly_hours,
		},
	};
}
