import { expect, test } from 'vitest';
import { run } from '../../src/cli/missing.ts';
import { makeDataFolder, writeTable } from '../support/warehouse.ts';
import { refusalOf, runWaybill } from './run-waybill.ts';

const tickets = (...rows: string[]) =>
	writeTable(
		'tickets.csv',
		['ticket_id,title,status,created_at', ...rows.map((row) => `${row},Open,2026-03-02`)].join(
			'\n',
		),
	);

test('what a full export lacks is listed, confirmed, and brought back', async () => {
	const { root } = makeDataFolder();
	const say = async (...args: string[]) => {
		const { stdout, stderr } = await runWaybill(root, ...args);
		return (stdout + stderr).replaceAll('\u00a0', ' ');
	};
	await say('import', tickets('1,Printer', '2,Mailbox'));
	await say('import', tickets('1,Printer'), '--full');
	expect(await say('missing', '2')).toBe(
		'1 ticket of earlier imports missing:\n' +
			'  2  Mailbox  (last in import 1)\n' +
			'They stay in the figures until waybill missing 2 --confirm says that they are gone.\n',
	);
	expect(await say('missing', '2', '--confirm')).toBe(
		'1 ticket left the figures; published as version 3. waybill undo 3 brings them back.\n',
	);
	expect(await say('missing', '2')).toContain('has every record that earlier imports brought');
	expect(await say('undo', '3')).toContain('Import 3 is undone (ticket)');
	expect(await say('missing', '2')).toContain('2  Mailbox');
	await say('undo', '2');
	expect(await say('redo', '3')).toContain('Import 3 is to count again once import 2 does');
	expect(await say('redo', '3')).toContain('it is undone with import 2, on which it rests');
});

test('an import that is none, and one that was not declared full, are refused in a sentence', async () => {
	const { root } = makeDataFolder();
	await runWaybill(root, 'import', tickets('1,Printer'));
	expect(await refusalOf(run, root, ['9'])).toBe('there is no import 9 that is in force');
	expect(await refusalOf(run, root, ['1'])).toContain('was not declared to hold all records');
	expect(await refusalOf(run, root, [])).toContain('name the import by its number');
});
