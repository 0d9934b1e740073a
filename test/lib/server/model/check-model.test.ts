import { expect, test } from 'vitest';
import { checkModel } from '#lib/server/model/check-model.ts';
import type { ServiceModel } from '#lib/server/model/model-schema.ts';
import { makeModel } from '../../../support/service-model.ts';

const faultsOf = (change: (model: ServiceModel) => void) =>
	checkModel(makeModel(change)).problems.map(({ place, problem }) => `${place}: ${problem}`);

const hours = (model: ServiceModel) => model.calendars[0]!.versions[0]!;
const promise = (model: ServiceModel) => model.policies[0]!.versions[0]!;
const ownDay = { date: '2026-12-24', name: 'Eve', hours: [], is_worked: false };

test('the shipped model can be used', () => {
	expect(faultsOf(() => undefined)).toEqual([]);
});

test.each<[string, (model: ServiceModel) => void, string]>([
	[
		'a name that stands twice',
		(model) => model.statuses.push(model.statuses[0]!),
		'statuses › New: “New” stands there twice',
	],
	[
		'a spelling of two statuses, though written otherwise',
		(model) => model.statuses[1]!.spellings.push('to-do'),
		'statuses › Triage › spellings › 3: “to-do” already means “New”',
	],
	[
		'a spelling without a letter or digit',
		(model) => model.levels[2]!.spellings.push('!!'),
		'levels › Low › spellings › 5: “!!” has no letter or digit to know it by',
	],
	[
		'a default calendar that there is not',
		(model) => (model.defaults.calendar = 'Night'),
		'defaults › calendar: there is no calendar “Night”',
	],
	[
		'a default policy that there is not',
		(model) => (model.defaults.policy = 'Gold'),
		'defaults › policy: there is no policy “Gold”',
	],
	[
		'a matrix with a level that there is not',
		(model) => (model.priority_matrix[0]!.impact = 'Huge'),
		'priority_matrix › Huge × High › impact: there is no level “Huge”',
	],
	[
		'a first version that does not hold from the beginning',
		(model) => (hours(model).valid_from = '2026-01-01'),
		'calendars › Business hours › versions › from 2026-01-01 › valid_from: the first version holds only from a day on',
	],
	[
		'versions out of order',
		(model) =>
			model.policies[0]!.versions.push(
				{ ...promise(model), valid_from: '2026-02-01' },
				{ ...promise(model), valid_from: '2026-01-01' },
			),
		'policies › Standard › versions › from 2026-01-01 › valid_from: this version does not begin after the one before it',
	],
	[
		'a calendar without hours',
		(model) => (hours(model).windows = []),
		'calendars › Business hours › versions › from the beginning › windows: there are no hours, so that no business time would ever pass',
	],
	[
		'hours without a day',
		(model) => (hours(model).windows[0]!.days = []),
		'calendars › Business hours › versions › from the beginning › windows › 1 › days: these hours have no day',
	],
	[
		'holidays of a region that nobody knows',
		(model) => (hours(model).holidays = { country: 'GB', region: 'LND' }),
		'calendars › Business hours › versions › from the beginning › holidays: no public holidays of GB, LND are known',
	],
	[
		'a worked holiday with hours of its own',
		(model) =>
			(model.calendars[0]!.own_days = [
				{ ...ownDay, hours: [{ opens: '09:00', closes: '12:00' }], is_worked: true },
			]),
		'calendars › Business hours › own_days › 2026-12-24: a holiday that is worked has hours of its own',
	],
	[
		'a day of its own that stands twice',
		(model) => (model.calendars[0]!.own_days = [ownDay, ownDay]),
		'calendars › Business hours › own_days › 2026-12-24 › date: this day stands there twice',
	],
	[
		'a target with two lengths',
		(model) => (promise(model).targets[0]!.minutes = 60),
		'policies › Standard › versions › from the beginning › targets › triage, Critical: it is not clear how long this target is',
	],
	[
		'a target that stands twice',
		(model) => promise(model).targets.push(promise(model).targets[0]!),
		'policies › Standard › versions › from the beginning › targets › triage, Critical: this target stands there twice',
	],
	[
		'a pause in a status that there is not',
		(model) => (promise(model).pauses = { plan: ['Asleep'] }),
		'policies › Standard › versions › from the beginning › pauses › plan › 1: there is no status “Asleep”',
	],
	[
		'an open status that stops the clock',
		(model) => (model.statuses[0]!.clock = 'stops'),
		'statuses › New › clock: a status that is open cannot have a clock that stops',
	],
	[
		'no status that is done',
		(model) => (model.statuses = model.statuses.filter(({ class: meaning }) => meaning !== 'done')),
		'statuses: no status means that a ticket is done',
	],
])('a model with %s cannot be used', (_, change, fault) => {
	expect(faultsOf(change)).toEqual([fault]);
});
