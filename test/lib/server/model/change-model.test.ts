import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { changeModel, RewrittenPast } from '#lib/server/model/change-model.ts';
import type { ServiceModel } from '#lib/server/model/model-schema.ts';
import { readModel } from '#lib/server/store/model-versions.ts';
import { openStore, type Store } from '#lib/server/store/store.ts';
import { makeModel } from '../../../support/service-model.ts';
import { makeFolder } from '../../../support/warehouse.ts';

const today = '2026-11-02';

/** A store in which the provider has decided hours and targets of its own. */
function makeOwnStore(): Store {
	const store = openStore(join(makeFolder(), 'waybill.sqlite'));
	onTestFinished(() => store.close());
	const model = makeModel((own) => {
		own.calendars[0]!.versions[0]!.time_zone = 'Europe/London';
		own.calendars.push({ ...own.calendars[0]!, calendar: 'London' });
		own.defaults.calendar = 'London';
		own.policies[0]!.versions[0]!.targets[0]!.business_days = 1;
	});
	changeModel(store, { model, basedOn: 0, reason: 'Ours', isCorrection: false, today });
	return store;
}

function change(store: Store, edit: (model: ServiceModel) => void, isCorrection = false): number {
	const { version, model } = readModel(store);
	const changed = structuredClone(model);
	edit(changed);
	return changeModel(store, {
		model: changed,
		basedOn: version,
		reason: 'Test',
		isCorrection,
		today,
	});
}

const addVersion = (valid_from: string) => (model: ServiceModel) => {
	const [policy] = model.policies;
	policy!.versions.push({ ...policy!.versions[0]!, valid_from, targets: [] });
};
const changeHours = (model: ServiceModel) => {
	model.calendars[0]!.versions[0]!.windows[0]!.opens = '08:00';
};
const addDay = (date: string) => (model: ServiceModel) => {
	const day = { date, name: 'Party', hours: [], is_worked: false };
	model.calendars[0]!.own_days.push(day);
};

test('what was shipped may be replaced, since the provider never decided it', () => {
	expect(readModel(makeOwnStore()).version).toBe(1);
});

test.each([
	['targets from today', addVersion(today)],
	['targets from a later day', addVersion('2027-01-01')],
	['a day off that is to come', addDay('2026-12-24')],
	[
		'a meaning of a status, which was always meant',
		(model: ServiceModel) => void (model.statuses[3]!.clock = 'pauses'),
	],
])('%s can be changed at any time', (_, edit) => {
	expect(change(makeOwnStore(), edit)).toBe(2);
});

test.each([
	['hours that hold already', changeHours, 'the calendar “Business hours” (from the beginning)'],
	[
		'targets from a day that is past',
		addVersion('2026-11-01'),
		'the policy “Standard” (from 2026-11-01)',
	],
	[
		'a day off that is past',
		addDay('2026-10-30'),
		'the calendar “Business hours” (from the beginning)',
	],
	[
		'a calendar that is taken away',
		(model: ServiceModel) => {
			model.calendars = [{ ...model.calendars[0]!, calendar: 'New hours' }];
			model.defaults.calendar = 'New hours';
		},
		'the calendar “Business hours” (from the beginning)',
	],
	[
		'what holds where nothing is agreed',
		(model: ServiceModel) => void (model.defaults.calendar = '24x7'),
		'the default calendar “London” (from the beginning)',
	],
])('%s change only by a correction', (_, edit, named) => {
	const store = makeOwnStore();
	expect(() => change(store, edit)).toThrow(RewrittenPast);
	expect(() => change(store, edit)).toThrow(named);
	expect(readModel(store).version).toBe(1);
	expect(change(store, edit, true)).toBe(2);
});
