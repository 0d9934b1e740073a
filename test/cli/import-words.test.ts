import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ImportOptions } from '#lib/server/import/import-options.ts';
import { readAliases } from '#lib/server/store/aliases.ts';
import { readProfiles } from '#lib/server/store/import-profiles.ts';
import { openStore } from '#lib/server/store/store.ts';
import { readValueMappings } from '#lib/server/store/value-mappings.ts';
import type { DataFolder } from '#lib/server/warehouse/data-folder.ts';
import { select } from '../support/questions.ts';
import { makeDataFolder, openReader, writeTable } from '../support/warehouse.ts';
import { runWaybill } from './run-waybill.ts';

const options: ImportOptions = {
	source: 'desk',
	isProfile: true,
	values: [{ kind: 'status', value: 'Parked', canonical: 'Closed' }],
	aliases: [{ kind: 'client', value: 'ACME Ltd.', canonical_id: 'acme' }],
};
const tickets = (day: string) => `ticket_id,title,status,client,created_at
	1,Printer,Parked,ACME Ltd.,${day}T09:00:00Z`;

async function importWith(folder: DataFolder, text: string, ...args: string[]) {
	const path = join(folder.temporary, 'options.json');
	writeFileSync(path, JSON.stringify(options));
	const file = writeTable('tickets.csv', text);
	return runWaybill(folder.root, 'import', file, '--options', path, ...args);
}

function readWords(folder: DataFolder) {
	const store = openStore(folder.store);
	onTestFinished(() => store.close());
	return { values: readValueMappings(store), aliases: readAliases(store), store };
}

test('words on values and names are kept with the import that they came with, and its figures follow', async () => {
	const folder = makeDataFolder();
	expect((await importWith(folder, tickets('2026-03-02'))).code).toBe(0);
	const { values, aliases, store } = readWords(folder);
	expect(values).toEqual([{ source: 'desk', ...options.values![0] }]);
	expect(aliases).toEqual([{ source: 'desk', ...options.aliases![0] }]);
	// They have a place of their own, where a later word on one of them goes before this one.
	expect(readProfiles(store)[0]?.options).toEqual({ source: 'desk' });
	const reader = await openReader(folder);
	const facts = await select(reader, 'select status_class, client_id from ticket_fact');
	expect(facts).toEqual([{ status_class: 'done', client_id: 'acme' }]);
});

test('words that came with a file which cannot be loaded, or is only tried, are not kept', async () => {
	const folder = makeDataFolder();
	expect((await importWith(folder, 'colour,shape\nred,round')).code).toBe(1);
	expect((await importWith(folder, tickets('2026-03-02'), '--dry-run')).code).toBe(0);
	expect(readWords(folder)).toMatchObject({ values: [], aliases: [] });
});
