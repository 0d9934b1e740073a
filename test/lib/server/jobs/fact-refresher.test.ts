import { readFileSync, writeFileSync } from 'node:fs';
import { expect, onTestFinished, test, vi } from 'vitest';
import { FactRefresher } from '#lib/server/jobs/fact-refresher.ts';
import { readModel, saveModel } from '#lib/server/store/model-versions.ts';
import { openStore, type Store } from '#lib/server/store/store.ts';
import { makeModel } from '../../../support/service-model.ts';
import { fillWarehouse, makeDataFolder, openReader } from '../../../support/warehouse.ts';

const tables = {
	ticket: `
		ticket_id,title,status,created_at
		1,Printer,Parkiert,2026-03-02T09:00:00Z`,
};

function saveDays(store: Store, days: number): void {
	const model = makeModel((own) => (own.thresholds.recurring_days = days));
	saveModel(store, { model, basedOn: readModel(store).version, reason: 'Test' });
}

test('the facts follow what was said last, however often it was said meanwhile', async () => {
	const folder = makeDataFolder();
	await fillWarehouse(folder, tables);
	const store = openStore(folder.store);
	onTestFinished(() => store.close());
	const facts = new FactRefresher(folder);
	for (const days of [60, 30, 20]) {
		saveDays(store, days);
		facts.request();
	}
	await facts.idle();
	const reader = await openReader(folder);
	const data = await reader.describe();
	// The data of the import, then at most one version for what was said at once and one for the rest.
	expect(data!.dataVersion).toBeLessThanOrEqual(3);
	expect(await reader.query(data!.dataVersion, 'select recurring_days from threshold', {})).toEqual(
		[{ recurring_days: 20 }],
	);
	expect(facts.problem).toBeNull();
});

test('what keeps the facts from following is told until it is over', async () => {
	vi.spyOn(console, 'error').mockReturnValue(undefined);
	onTestFinished(() => void vi.restoreAllMocks());
	const folder = makeDataFolder();
	await fillWarehouse(folder, tables);
	const facts = new FactRefresher(folder);
	const store = openStore(folder.store);
	onTestFinished(() => store.close());
	saveDays(store, 60);
	const good = readFileSync(folder.master);
	writeFileSync(folder.master, 'no database');
	facts.request();
	await facts.idle();
	expect(facts.problem).toEqual(expect.any(String));
	writeFileSync(folder.master, good);
	facts.request();
	await facts.idle();
	expect(facts.problem).toBeNull();
});
