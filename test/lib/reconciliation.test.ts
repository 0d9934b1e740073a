import { expect, test } from 'vitest';
import { sayReconciliation } from '#lib/reconciliation.ts';
import { setUndone } from '#lib/server/store/import-log.ts';
import { followImportsInForce } from '#lib/server/warehouse/current-state.ts';
import { write } from '#lib/server/warehouse/writer.ts';
import { importInto, makeDataFolder, openReader, writeTable } from '../support/warehouse.ts';

const tickets = () =>
	writeTable(
		'tickets.csv',
		`ticket_id,title,status,created_at
		1,Printer on fire,Open,2026-03-02T09:00:00Z
		1,Printer still on fire,Open,2026-03-02T09:00:00Z
		2,,Open,2026-03-02T09:00:00Z`,
	);

test('the data says what became of every row of every file in force', async () => {
	const folder = makeDataFolder();
	const { importId } = await importInto(folder, tickets());
	await importInto(folder, tickets(), { source: 'desk' });
	const reader = await openReader(folder);
	const words = async () =>
		sayReconciliation((await reader.describe())!.reconciliation).replaceAll('\u00a0', ' ');
	expect(await words()).toBe('6 rows in 2 files = 2 loaded + 2 set aside + 2 quarantined');
	await write(folder, async (writer) => {
		writer.hasChanged = true;
		setUndone(writer.store, importId, true);
		await followImportsInForce(writer.session, writer.store);
	});
	expect(await words()).toBe('3 rows in 1 file = 1 loaded + 1 set aside + 1 quarantined');
});

test('a file that was read again to put rows right counts once, as it was read last', async () => {
	const folder = makeDataFolder();
	const path = tickets();
	const { importId } = await importInto(folder, path, { source: 'desk' });
	const records = [{ record: 3, cells: ['2', 'Mailbox', 'Open', '2026-03-02T09:00:00Z'] }];
	const corrects = { importId, records };
	const { report } = await importInto(folder, path, { source: 'desk', corrects });
	const data = await (await openReader(folder)).describe();
	expect(data!.reconciliation).toEqual({ files: 1, ...report.rows });
});
