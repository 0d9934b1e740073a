import { measures, type PolicyVersion, type ServiceModel } from '../model/model-schema.ts';
import { placeVersion } from './edit-hours.ts';
import type { Draft } from './edit-words.ts';
import { fieldOf, orNull, readRows, textOf } from './form-rows.ts';

/** Targets that hold from a day; those of a version that begins on the same day are replaced. */
export function editTargets(model: ServiceModel, form: FormData): Draft {
	const name = fieldOf(form, 'policy');
	const own = form.getAll('own_pauses');
	const version = {
		valid_from: orNull(fieldOf(form, 'valid_from')),
		priority_change: fieldOf(form, 'priority_change'),
		pauses: Object.fromEntries(
			measures
				.filter((measure) => own.includes(measure))
				.map((measure) => [measure, form.getAll(`pauses_${measure}`)]),
		),
		targets: readRows(form, 'target')
			.filter((row) => textOf(row, 'length') !== '')
			.map((row) => ({
				measure: textOf(row, 'measure'),
				priority: textOf(row, 'priority'),
				...readLength(textOf(row, 'length')),
				clock: textOf(row, 'clock'),
			})),
	};
	return {
		...model,
		policies: model.policies.map((policy) =>
			policy.policy === name
				? { ...policy, versions: placeVersion(policy.versions, version as PolicyVersion) }
				: policy,
		),
	};
}

/** A new policy begins with the targets of the default one. */
export function addPolicy(model: ServiceModel, form: FormData): Draft {
	const ours = model.policies.find(({ policy }) => policy === model.defaults.policy);
	const version = { ...ours!.versions.at(-1)!, valid_from: null };
	return {
		...model,
		policies: [...model.policies, { policy: fieldOf(form, 'name'), versions: [version] }],
	};
}

/**
 * The length of a target as it is typed: "30 min", "4 h", "1 h 30 min", "2 business days", "same
 * day". What is none of these is kept, for the check of the model to find.
 */
export function readLength(text: string): { minutes: unknown; business_days: unknown } {
	const typed = text.toLowerCase().replace(/\s+/g, ' ').trim();
	if (typed === 'same day') return { minutes: null, business_days: 0 };
	// A day alone could be 24 hours or a working day.
	const days = /^(\d+) ?business days?$/.exec(typed);
	if (days) return { minutes: null, business_days: Number(days[1]) };
	const time = /^(?:(\d+(?:[.,]\d+)?) ?h)? ?(?:(\d+) ?min)?$/.exec(typed);
	if (!time || (time[1] === undefined && time[2] === undefined)) {
		return { minutes: text, business_days: null };
	}
	const hours = Number((time[1] ?? '0').replace(',', '.'));
	return { minutes: hours * 60 + Number(time[2] ?? 0), business_days: null };
}
