import { expect, test } from 'vitest';
import {
	readClosedMonths,
	readRestatedFigures,
	readRestatements,
} from '#lib/server/store/closed-months.ts';
import { openStore } from '#lib/server/store/store.ts';
import { writeSetting } from '#lib/server/store/settings.ts';
import type { DataFolder } from '#lib/server/warehouse/data-folder.ts';
import { write } from '#lib/server/warehouse/writer.ts';
import { changeForce } from '../../../../src/cli/undo.ts';
import { makeDataFolder } from '../../../support/warehouse.ts';
import { silenced } from '../../../support/silence.ts';
import { importTickets, spring } from './histories.ts';

function fromStore<T>(folder: DataFolder, read: (store: ReturnType<typeof openStore>) => T): T {
	const store = openStore(folder.store);
	try {
		return read(store);
	} finally {
		store.close();
	}
}

const monthsOf = (folder: DataFolder) =>
	fromStore(folder, readClosedMonths).map(({ month }) => month);

/** Movements as "month figure before → after +gained −lost". */
const movementsOf = (folder: DataFolder) =>
	fromStore(folder, readRestatements).map(
		({ month, figure, before, after, gained, lost }) =>
			`${month} ${figure} ${before.value} → ${after.value}` +
			gained.rows.map(({ ticket_id }) => ` +${ticket_id}`).join('') +
			lost.rows.map(({ ticket_id }) => ` −${ticket_id}`).join(''),
	);

/** Undoes or redoes an import as the command line does. */
const setForce = (folder: DataFolder, importId: number, isUndone: boolean) =>
	silenced(folder, () => changeForce(String(importId), { isUndone }));

const openUntil = (day: string) => `
	ticket_id,title,status,created_at,updated_at
	1,Printer,Open,2026-01-20T09:00:00Z,${day}T09:00:00Z`;

test('a month closes on the fifth business day after it, by the instant of the data', async () => {
	const folder = makeDataFolder();
	// 1 March 2026 is a Sunday, so the fifth business day is Friday the 6th.
	await importTickets(folder, openUntil('2026-03-05'));
	expect(monthsOf(folder)).toEqual(['2026-01']);
	await importTickets(folder, openUntil('2026-03-06'));
	expect(monthsOf(folder)).toEqual(['2026-01', '2026-02']);
});

test('a team may close its months on another business day', async () => {
	const folder = makeDataFolder();
	await write(folder, async ({ store }) => writeSetting(store, 'closingDay', 2));
	await importTickets(folder, openUntil('2026-03-03'));
	expect(monthsOf(folder)).toEqual(['2026-01', '2026-02']);
});

test('months that were past before the first import close with what it brought, and nothing moved', async () => {
	const folder = makeDataFolder();
	const { importId } = await importTickets(folder, spring);
	const closed = fromStore(folder, readClosedMonths);
	expect(closed.map(({ month, import_id }) => [month, import_id])).toEqual([
		['2026-01', importId],
		['2026-02', importId],
		['2026-03', importId],
	]);
	expect(closed[1]!.figures).toEqual({
		arrivals: { value: 1 },
		reopened: { value: 0 },
		closures: { value: 1 },
		withdrawn: { value: 0 },
		open: { value: 1 },
		open_over_30_days: { value: 0 },
		attainment: { value: 1, numerator: 1, denominator: 1 },
	});
	expect(movementsOf(folder)).toEqual([]);
});

const correction = `
	ticket_id,title,status,created_at,resolved_at,updated_at,due_at,source_resolution_met
	1,Printer,Closed,2026-01-20T09:00:00Z,2026-03-05T09:00:00Z,2026-02-10T09:00:00Z,2026-02-12,yes`;

test('an end that is corrected after its month closed moves what it should, with the ticket', async () => {
	const folder = makeDataFolder();
	await importTickets(folder, spring);
	const { importId } = await importTickets(folder, correction);
	expect(movementsOf(folder)).toEqual([
		'2026-02 closures 1 → 0 −1',
		'2026-02 open 1 → 2 +1',
		'2026-02 open_over_30_days 0 → 1 +1',
		'2026-02 attainment 1 → null −1',
		'2026-03 closures 1 → 2 +1',
		'2026-03 attainment 0 → 0.5 +1',
	]);
	const restated = fromStore(folder, readRestatedFigures);
	expect(restated[0]).toMatchObject({ month: '2026-03', figure: 'closures' });
	for (const { restatements } of restated) {
		expect(restatements.map(({ causes }) => causes)).toEqual([
			{ imports: [{ import_id: importId, change: 'imported' }], isRebuilt: false },
		]);
	}
});

test('undoing what moved closed figures puts them back, and says so', async () => {
	const folder = makeDataFolder();
	await importTickets(folder, spring);
	const { importId } = await importTickets(folder, correction);
	const forth = movementsOf(folder);
	await setForce(folder, importId, true);
	const back = movementsOf(folder).slice(forth.length);
	expect(back).toHaveLength(forth.length);
	expect(back[0]).toBe('2026-02 closures 0 → 1 +1');
	expect(fromStore(folder, readRestatedFigures)).toEqual([]);
	expect(fromStore(folder, readRestatements).at(-1)!.causes.imports).toEqual([
		{ import_id: importId, change: 'undone' },
	]);
	await setForce(folder, importId, false);
	expect(movementsOf(folder).slice(2 * forth.length)).toEqual(forth);
});

test('undoing everything leaves closed figures not available, never zero', async () => {
	const folder = makeDataFolder();
	const { importId } = await importTickets(folder, spring);
	await setForce(folder, importId, true);
	const moved = fromStore(folder, readRestatements);
	expect(moved.filter(({ figure }) => figure === 'arrivals').map(({ after }) => after)).toEqual(
		Array.from({ length: 3 }, () => ({ value: null, needs: 'an import of tickets' })),
	);
});

test('an import that touches no closed figure moves none', async () => {
	const folder = makeDataFolder();
	await importTickets(folder, spring);
	await importTickets(
		folder,
		`ticket_id,title,status,created_at
		4,Laptop,Open,2026-04-19T09:00:00Z`,
	);
	expect(movementsOf(folder)).toEqual([]);
});

test('a version that was never compared is made up for by the next one, with what moved it', async () => {
	const folder = makeDataFolder();
	await importTickets(folder, spring);
	const { importId } = await importTickets(folder, correction);
	// As if the writer had been killed between publishing and comparing.
	fromStore(folder, (store) =>
		store.exec('delete from restatement; delete from compared_version where version = 2'),
	);
	await importTickets(
		folder,
		`ticket_id,title,status,created_at
		4,Laptop,Open,2026-04-19T09:00:00Z`,
	);
	const moved = fromStore(folder, readRestatements);
	expect(moved).toHaveLength(6);
	expect(moved[0]!.causes.imports.map(({ import_id }) => import_id)).toEqual([
		importId,
		importId + 1,
	]);
});
