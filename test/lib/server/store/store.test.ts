import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { ImportReport } from '#lib/server/import/report.ts';
import { readAliases, writeAliases } from '#lib/server/store/aliases.ts';
import { beginImport, endImport, failImport, readImports } from '#lib/server/store/import-log.ts';
import { readSettings, writeSetting } from '#lib/server/store/settings.ts';
import { openStore, type Store } from '#lib/server/store/store.ts';
import { makeFolder } from '../../../support/warehouse.ts';

const iso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

function makeStore(path = join(makeFolder(), 'waybill.sqlite')): Store {
	const store = openStore(path);
	onTestFinished(() => store.close());
	return store;
}

/** Every word in a table, the oldest first. */
const wordsIn = (store: Store, table: string) =>
	store
		.prepare(`select * from ${table} order by rowid`)
		.all()
		.map((row) => ({ ...row }));

describe('a setting', () => {
	test('is its default until somebody says otherwise', () => {
		expect(readSettings(makeStore())).toEqual({ reportingZone: 'UTC', asOf: null, closingDay: 5 });
	});

	test('is what was said last, and the earlier words remain, each with actor and time', () => {
		const store = makeStore();
		writeSetting(store, 'reportingZone', 'Europe/London', 'ada');
		writeSetting(store, 'asOf', '2026-10-30T18:00:00Z', 'ada');
		writeSetting(store, 'reportingZone', 'Europe/Berlin', 'ben');
		expect(readSettings(store)).toEqual({
			reportingZone: 'Europe/Berlin',
			asOf: '2026-10-30T18:00:00Z',
			closingDay: 5,
		});
		const at = expect.stringMatching(iso) as string;
		expect(wordsIn(store, 'setting')).toEqual([
			{ name: 'reportingZone', value: '"Europe/London"', actor: 'ada', at },
			{ name: 'asOf', value: '"2026-10-30T18:00:00Z"', actor: 'ada', at },
			{ name: 'reportingZone', value: '"Europe/Berlin"', actor: 'ben', at },
		]);
	});

	test('can be taken back to nothing', () => {
		const store = makeStore();
		writeSetting(store, 'asOf', '2026-10-30T18:00:00Z');
		writeSetting(store, 'asOf', null);
		expect(readSettings(store).asOf).toBeNull();
	});
});

describe('an alias', () => {
	const alias = (value: string, canonical_id: string, source = 'xero') =>
		({ source, kind: 'client', value, canonical_id }) as const;

	test('is what was said last of a name, and the earlier words remain', () => {
		const store = makeStore();
		writeAliases(store, [alias('Marlowe Ltd', 'MAR'), alias('Ashdown', 'ASH')], 'ada');
		writeAliases(store, [alias('Marlowe Ltd', 'MRL')], 'ben');
		expect(readAliases(store)).toEqual([alias('Ashdown', 'ASH'), alias('Marlowe Ltd', 'MRL')]);
		const at = expect.stringMatching(iso) as string;
		expect(wordsIn(store, 'alias')).toEqual([
			{ ...alias('Marlowe Ltd', 'MAR'), actor: 'ada', at },
			{ ...alias('Ashdown', 'ASH'), actor: 'ada', at },
			{ ...alias('Marlowe Ltd', 'MRL'), actor: 'ben', at },
		]);
	});

	test('that says nothing new is no word', () => {
		const store = makeStore();
		expect(writeAliases(store, [alias('Marlowe Ltd', 'MAR')])).toBe(1);
		expect(writeAliases(store, [alias('Marlowe Ltd', 'MAR'), alias('Ashdown', 'ASH')])).toBe(1);
		expect(wordsIn(store, 'alias')).toHaveLength(2);
	});

	test('may change back', () => {
		const store = makeStore();
		for (const id of ['MAR', 'MRL', 'MAR']) writeAliases(store, [alias('Marlowe Ltd', id)]);
		expect(readAliases(store)).toEqual([alias('Marlowe Ltd', 'MAR')]);
		expect(wordsIn(store, 'alias')).toHaveLength(3);
	});

	test('of one system says nothing of another', () => {
		const store = makeStore();
		writeAliases(store, [alias('Main', 'A', 'xero'), alias('Main', 'B', 'clockify')]);
		expect(readAliases(store)).toHaveLength(2);
	});

	test('is not written where another of the same file cannot be', () => {
		const store = makeStore();
		store.exec(
			`create temp trigger full before insert on alias when new.value = 'Ashdown'
			begin select raise(abort, 'disk full'); end`,
		);
		const aliases = [alias('Marlowe Ltd', 'MAR'), alias('Ashdown', 'ASH')];
		expect(() => writeAliases(store, aliases)).toThrow('disk full');
		expect(readAliases(store)).toEqual([]);
		// The store is not left in the middle of anything.
		store.exec('drop trigger full');
		expect(writeAliases(store, aliases)).toBe(2);
	});
});

describe('the import log', () => {
	const entry = {
		source: 'jira',
		preset: 'Jira issues',
		file_name: 'issues.csv',
		sha256: 'ab'.repeat(32),
		original: 'abab-issues.csv',
		options: { zone: 'UTC', isFull: true },
	};
	const report: ImportReport = {
		rows: { read: 1, loaded: 1, setAside: 0, quarantined: 0 },
		relations: [],
		setAside: [],
		quarantined: [],
		unreadable: [],
		unreadableCount: 0,
		warnings: [],
		seconds: {},
	};

	test('opens an entry as running, with actor and time', () => {
		const store = makeStore();
		const id = beginImport(store, entry, 'ada');
		expect(readImports(store)).toEqual([
			{
				...entry,
				import_id: id,
				is_full: true,
				corrects: null,
				confirms: null,
				undone_with: null,
				place: id,
				layout: null,
				is_undone: false,
				state: 'running',
				report: null,
				problem: null,
				actor: 'ada',
				started_at: expect.stringMatching(iso) as string,
				ended_at: null,
			},
		]);
	});

	test('closes it with its report', () => {
		const store = makeStore();
		endImport(store, beginImport(store, entry), report);
		expect(readImports(store)).toEqual([
			expect.objectContaining({
				state: 'loaded',
				report,
				ended_at: expect.stringMatching(iso) as string,
			}),
		]);
	});

	test('closes it as failed with the reason', () => {
		const store = makeStore();
		failImport(store, beginImport(store, entry), 'The file is empty.');
		expect(readImports(store)).toEqual([
			expect.objectContaining({ state: 'failed', problem: 'The file is empty.', report: null }),
		]);
	});

	test('lists the newest first, under ids that rise', () => {
		const store = makeStore();
		const ids = [beginImport(store, entry), beginImport(store, entry), beginImport(store, entry)];
		expect(ids).toEqual(ids.toSorted((one, other) => one - other));
		expect(readImports(store).map(({ import_id }) => import_id)).toEqual(ids.toReversed());
	});
});

test('a store keeps its words when it is opened again', () => {
	const path = join(makeFolder(), 'waybill.sqlite');
	const store = openStore(path);
	writeSetting(store, 'reportingZone', 'Europe/London');
	store.close();
	expect(readSettings(makeStore(path)).reportingZone).toBe('Europe/London');
});

test('two open stores of one folder see each other’s words', () => {
	const path = join(makeFolder(), 'waybill.sqlite');
	const [one, other] = [makeStore(path), makeStore(path)];
	writeSetting(one, 'reportingZone', 'Europe/London');
	expect(readSettings(other).reportingZone).toBe('Europe/London');
});

test('words of the same instant keep their order', () => {
	vi.useFakeTimers({ now: new Date('2026-03-02T09:00:00Z') });
	onTestFinished(() => void vi.useRealTimers());
	const store = makeStore();
	for (const zone of ['Europe/London', 'Europe/Berlin']) writeSetting(store, 'reportingZone', zone);
	expect(readSettings(store).reportingZone).toBe('Europe/Berlin');
});
