import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ModelError } from '#lib/server/model/model-error.ts';
import {
	readModel,
	readModelVersion,
	readModelVersions,
	saveModel,
	StaleModel,
} from '#lib/server/store/model-versions.ts';
import { openStore, type Store } from '#lib/server/store/store.ts';
import { makeModel } from '../../../support/service-model.ts';
import { makeFolder } from '../../../support/warehouse.ts';

function makeStore(): Store {
	const store = openStore(join(makeFolder(), 'waybill.sqlite'));
	onTestFinished(() => store.close());
	return store;
}

const withDays = (days: number) => makeModel((model) => (model.thresholds.recurring_days = days));

test('the shipped model is in force until somebody saves another', () => {
	const store = makeStore();
	expect(readModel(store)).toEqual({
		...{ version: 0, model: makeModel(), reason: 'Shipped with Waybill', actor: null, at: null },
	});
});

test('the newest version is in force, and every one remains with who, when and why', () => {
	const store = makeStore();
	expect(saveModel(store, { model: withDays(60), reason: 'Busier', basedOn: 0 }, 'ada')).toBe(1);
	expect(saveModel(store, { model: withDays(30), reason: 'Busier yet', basedOn: 1 }, 'ben')).toBe(
		2,
	);
	expect(readModel(store)).toMatchObject({ version: 2, actor: 'ben', model: withDays(30) });
	expect(readModelVersion(store, 1)).toMatchObject({
		...{ reason: 'Busier', actor: 'ada', model: withDays(60) },
		at: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/) as string,
	});
	expect(readModelVersions(store).map(({ version }) => version)).toEqual([2, 1, 0]);
	expect(readModelVersion(store, 3)).toBeNull();
});

test('a model that changes nothing is no version', () => {
	const store = makeStore();
	expect(saveModel(store, { model: makeModel(), reason: 'Nothing', basedOn: 0 })).toBe(0);
	expect(readModelVersions(store)).toHaveLength(1);
});

test('a change of a version that is no longer in force is refused, so that none is lost', () => {
	const store = makeStore();
	saveModel(store, { model: withDays(60), reason: 'First', basedOn: 0 });
	expect(() => saveModel(store, { model: withDays(30), reason: 'Late', basedOn: 0 })).toThrow(
		StaleModel,
	);
	expect(readModel(store).model).toEqual(withDays(60));
});

test('a model that cannot be used is not saved', () => {
	const store = makeStore();
	const broken = makeModel((model) => (model.defaults.policy = 'Gold'));
	expect(() => saveModel(store, { model: broken, reason: 'Broken', basedOn: 0 })).toThrow(
		ModelError,
	);
	expect(readModel(store).version).toBe(0);
});

test('a version of an earlier release has the default of what was added since', () => {
	const store = makeStore();
	const { recurring_days, ...older } = withDays(90).thresholds;
	store
		.prepare(`insert into model_version values (1, ?, 'Old', 'ada', '2026-01-01T00:00:00.000Z')`)
		.run(JSON.stringify({ ...makeModel(), thresholds: older }));
	expect(readModel(store).model.thresholds.recurring_days).toBe(recurring_days);
});
