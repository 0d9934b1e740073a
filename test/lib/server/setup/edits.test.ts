import { describe, expect, test } from 'vitest';
import { checkModel } from '#lib/server/model/check-model.ts';
import { diffModels, sayChange } from '#lib/server/model/diff-models.ts';
import type { ServiceModel } from '#lib/server/model/model-schema.ts';
import { addCalendar, editHours, editOwnDays } from '#lib/server/setup/edit-hours.ts';
import { addPolicy, editTargets, readLength } from '#lib/server/setup/edit-targets.ts';
import { editThresholds } from '#lib/server/setup/edit-thresholds.ts';
import { editPriorities, editStatuses, type Draft } from '#lib/server/setup/edit-words.ts';
import { sayLength } from '#lib/target-words.ts';
import { makeModel } from '../../../support/service-model.ts';

function toForm(fields: [string, string][]): FormData {
	const form = new FormData();
	for (const [name, value] of fields) form.append(name, value);
	return form;
}

/** What a form changes of a model. */
function changesOf(
	edit: (model: ServiceModel, form: FormData) => Draft,
	fields: [string, string][],
	model = makeModel(),
) {
	const { model: edited, problems } = checkModel(edit(model, toForm(fields)));
	expect(problems).toEqual([]);
	return diffModels(model, edited).map(sayChange);
}

const statusFields = (model: ServiceModel, changed: Record<string, string> = {}) =>
	model.statuses.flatMap(({ spellings, ...status }, index) =>
		Object.entries({ ...status, was: status.status, spellings: spellings.join('\r\n') }).map(
			([name, value]): [string, string] => {
				const field = `status.${index}.${name}`;
				return [field, changed[field] ?? value ?? ''];
			},
		),
	);

test('a form that changes nothing changes nothing', () => {
	expect(changesOf(editStatuses, statusFields(makeModel()))).toEqual([]);
});

test('a renamed status keeps its old name as a spelling, and policies follow it', () => {
	const model = makeModel((own) => {
		own.policies[0]!.versions[0]!.pauses = { plan: ['Scheduled'] };
	});
	const renamed = statusFields(model, { 'status.3.status': 'Booked' });
	expect(changesOf(editStatuses, renamed, model)).toEqual([
		'+ statuses › Booked: status: Booked, class: open, held_by: team, stage: execution, activity: queue, clock: runs, spellings: Planned; Scheduled',
		'- statuses › Scheduled: status: Scheduled, class: open, held_by: team, stage: execution, activity: queue, clock: runs, spellings: Planned',
		'+ policies › Standard › versions › from the beginning › pauses › plan: Booked',
		'- policies › Standard › versions › from the beginning › pauses › plan: Scheduled',
	]);
});

test('an emptied name takes its row out, and a further row comes in', () => {
	const fields = statusFields(makeModel(), { 'status.5.status': '' });
	const added: [string, string][] = [
		['status.9.status', 'Parked'],
		...(['class', 'activity', 'clock'] as const).map((name): [string, string] => [
			`status.9.${name}`,
			{ class: 'open', activity: 'wait', clock: 'pauses' }[name],
		]),
	];
	expect(changesOf(editStatuses, [...fields, ...added])).toEqual([
		'+ statuses › Parked: status: Parked, class: open, activity: wait, clock: pauses, spellings: none',
		expect.stringContaining('- statuses › Internal review') as string,
	]);
});

test('priorities follow the places that were typed', () => {
	const model = makeModel();
	const fields = model.priorities.flatMap(({ priority, spellings }, index): [string, string][] => [
		[`priority.${index}.was`, priority],
		[`priority.${index}.priority`, priority],
		[`priority.${index}.place`, String(4 - index)],
		[`priority.${index}.spellings`, spellings.join('\n')],
	]);
	expect(changesOf(editPriorities, fields)).toEqual([
		'~ priorities: order Critical, High, Medium, Low → Low, Medium, High, Critical',
	]);
});

describe('hours', () => {
	const hours = (valid_from: string): [string, string][] => [
		['calendar', 'Business hours'],
		['valid_from', valid_from],
		['time_zone', 'Europe/London'],
		['holidays', 'gb-eng'],
		['window.0.days', 'mon'],
		['window.0.days', 'tue'],
		['window.0.opens', '08:00'],
		['window.0.closes', ''],
		['window.1.opens', '09:00'],
	];

	test('that hold from a day become a version, which closes at midnight where nothing is said', () => {
		expect(changesOf(editHours, hours('2026-12-01'))).toEqual([
			'+ calendars › Business hours › versions › from 2026-12-01: valid_from: 2026-12-01, time_zone: Europe/London, windows: days: mon; tue, opens: 08:00, closes: 24:00, holidays: country: GB, region: ENG',
		]);
	});

	test('of a day that has a version replace it', () => {
		expect(changesOf(editHours, hours(''))).toHaveLength(4);
	});

	test('of a day before another version are put before it', () => {
		const model = makeModel((own) => {
			const { versions } = own.calendars[0]!;
			versions.push({ ...versions[0]!, valid_from: '2027-01-01' });
		});
		const edited = editHours(model, toForm(hours('2026-12-01'))) as unknown as ServiceModel;
		expect(edited.calendars[0]!.versions.map(({ valid_from }) => valid_from)).toEqual([
			...[null, '2026-12-01', '2027-01-01'],
		]);
	});

	test('of a further calendar are those of the default one', () => {
		expect(changesOf(addCalendar, [['name', 'Night']])).toEqual([
			expect.stringContaining('+ calendars › Night: calendar: Night, versions: windows:') as string,
		]);
	});

	test('own days are kept in their order, without those that have no date', () => {
		expect(
			changesOf(editOwnDays, [
				['calendar', 'Business hours'],
				['day.0.date', '2026-12-31'],
				['day.0.name', 'Eve'],
				['day.0.hours', '09:00 to 12:00, 13:00-17:00'],
				['day.1.date', ''],
				['day.1.name', 'Nothing'],
				['day.2.date', '2026-12-24'],
				['day.2.name', 'Work'],
				['day.2.is_worked', 'on'],
			]),
		).toEqual([
			'+ calendars › Business hours › own_days › 2026-12-24: date: 2026-12-24, name: Work, hours: none, is_worked: true',
			'+ calendars › Business hours › own_days › 2026-12-31: date: 2026-12-31, name: Eve, hours: opens: 09:00, closes: 12:00; opens: 13:00, closes: 17:00, is_worked: false',
		]);
	});
});

describe('targets', () => {
	test.each([
		['30 min', 30, null],
		['4 h', 240, null],
		['1 h 30 min', 90, null],
		['1,5h', 90, null],
		['same day', null, 0],
		['2 business days', null, 2],
		['1 business day', null, 1],
	])('“%s” is a length', (text, minutes, business_days) => {
		expect(readLength(text)).toEqual({ minutes, business_days });
		expect(readLength(sayLength({ minutes, business_days }))).toEqual({ minutes, business_days });
	});

	test.each(['2 days', 'soon', '4', '-1 h'])(
		'“%s” is no length, and the check of the model says so',
		(text) => {
			const draft = editTargets(
				makeModel(),
				toForm([
					...([
						['policy', 'Standard'],
						['priority_change', 'from_creation'],
					] as [string, string][]),
					...([
						['target.0.measure', 'plan'],
						['target.0.priority', 'High'],
					] as [string, string][]),
					...([
						['target.0.length', text],
						['target.0.clock', 'business'],
					] as [string, string][]),
				]),
			);
			expect(checkModel(draft).problems[0]).toMatchObject({
				place:
					'policies › Standard › versions › from the beginning › targets › plan, High › minutes',
				problem: `"${text}" cannot be used`,
			});
		},
	);

	test('hold from their day, with the pauses that were chosen', () => {
		expect(
			changesOf(editTargets, [
				['policy', 'Standard'],
				['valid_from', '2026-12-01'],
				['priority_change', 'carried_over'],
				['own_pauses', 'resolution'],
				['pauses_resolution', 'Scheduled'],
				['pauses_plan', 'Triage'],
				['target.0.measure', 'resolution'],
				['target.0.priority', 'High'],
				['target.0.length', '4 h'],
				['target.0.clock', 'calendar'],
				['target.1.measure', 'plan'],
				['target.1.priority', 'High'],
				['target.1.length', ''],
			]),
		).toEqual([
			'+ policies › Standard › versions › from 2026-12-01: valid_from: 2026-12-01, priority_change: carried_over, pauses: resolution: Scheduled, targets: measure: resolution, priority: High, minutes: 240, clock: calendar',
		]);
	});

	test('of a further policy are those of the default one', () => {
		expect(changesOf(addPolicy, [['name', 'Gold']])).toEqual([
			expect.stringContaining('+ policies › Gold') as string,
		]);
	});
});

test('an emptied threshold is ours again, and a text that is no number is found', () => {
	const model = makeModel((own) => {
		own.thresholds.recurring_days = 60;
		own.thresholds.reopen_returns_to_pending = false;
	});
	const fields = Object.entries(model.thresholds)
		.filter(([, value]) => value !== false)
		.map(([name, value]): [string, string] => [name, String(value)]);
	expect(changesOf(editThresholds, fields, model)).toEqual([]);
	const emptied = fields.map(([name, value]): [string, string] => [
		name,
		name === 'recurring_days' ? '' : value,
	]);
	expect(changesOf(editThresholds, emptied, model)).toEqual([
		'~ thresholds › recurring_days: 60 → 90',
	]);
	const draft = editThresholds(model, toForm([['recurring_days', 'many']]));
	expect(checkModel(draft).problems[0]).toMatchObject({ place: 'thresholds › recurring_days' });
});
