import { expect, test } from 'vitest';
import { arrivalsAndClosures } from '#queries/metrics/flow/arrivals_and_closures.ts';
import { NotAvailable } from '#lib/server/warehouse/errors.ts';
import { answer, select } from '../../support/questions.ts';
import { openWarehouse, type Tables } from '../../support/warehouse.ts';

async function level(tables: Tables) {
	const reader = await openWarehouse(tables);
	const [row] = await select(reader, 'select history_level from source_history');
	return row?.['history_level'];
}

const ended = `
	ticket_id,title,status,created_at,closed_at
	1,Printer,Closed,2026-03-02T09:00:00Z,`;

test('a source whose tickets ended without a time kept their present state only', async () => {
	expect(await level({ ticket: ended })).toBe('L0');
});

test('a source that wrote down one end keeps milestones', async () => {
	expect(await level({ ticket: `${ended}\n2,Mouse,Closed,2026-03-02T09:00:00Z,2026-03-03` })).toBe(
		'L1',
	);
});

test('a source in which nothing has ended yet lacks nothing', async () => {
	const open = ended.replace('Closed', 'New');
	expect(await level({ ticket: open })).toBe('L1');
});

test('a log of status changes is a change log, one of replies is not', async () => {
	const event = (kind: string, value: string) => `
		ticket_id,at,kind,to_value
		1,2026-03-03T09:00:00Z,${kind},${value}`;
	expect(await level({ ticket: ended, ticket_event: event('status', 'Closed') })).toBe('L2');
	expect(await level({ ticket: ended, ticket_event: event('public_reply', '') })).toBe('L0');
});

test('what the history cannot carry is not available, and never zero', async () => {
	const reader = await openWarehouse({ ticket: ended });
	await expect(answer(reader, arrivalsAndClosures)).rejects.toEqual(
		new NotAvailable(
			'flow/arrivals_and_closures',
			'the times at which tickets were resolved or closed',
		),
	);
});
