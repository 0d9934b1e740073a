import { describe, expect, test } from 'vitest';
import { shareWriter } from './share-writer.ts';

const shared = shareWriter();

const entries = `Ref,Who,Spent,Day
	1,Ada,90,2026-03-02
	2,Ben,30,2026-03-02`;
const map = {
	time_entry: { entry_id: 'Ref', person: 'Who', worked_on: 'Day', actual_hours: 'Spent' },
};

describe('a word on one field', () => {
	test.each([
		{ as: 'minutes', hours: ['1.5000', '0.5000'] },
		{ as: 'seconds', hours: ['0.0250', '0.0083'] },
		{ as: 'hours', hours: ['90.0000', '30.0000'] },
	] as const)('says that the bare numbers of a column are $as', async ({ as, hours }) => {
		await shared.import('entries', entries, {
			map,
			overrides: { time_entry: { actual_hours: { column: 'Spent', as } } },
		});
		expect(await shared.current('time_entry', 'actual_hours', 'entry_id')).toEqual(
			hours.map((value) => [value]),
		);
	});

	test('takes another column than the one it is recognised by', async () => {
		await shared.import(
			'tickets',
			`Ticket Id,Subject,Status,Created,Priority,Real priority
			1,Printer,Open,2026-03-02,High,Low`,
			{ overrides: { ticket: { priority: 'Real priority' } } },
		);
		expect(await shared.current('ticket', 'priority')).toEqual([['Low']]);
	});

	test('leaves a field unknown, and the column beside the row', async () => {
		await shared.import(
			'tickets',
			`Ticket Id,Subject,Status,Created,Priority
			1,Printer,Open,2026-03-02,High`,
			{ overrides: { ticket: { priority: null } } },
		);
		expect(await shared.current('ticket', 'priority')).toEqual([[null]]);
		const kept = await shared.all(
			'select content from unmapped join ticket using (record_id) where source = $source',
		);
		expect(kept).toEqual([{ content: '{"Priority":"High"}' }]);
	});

	test.each([
		[{ ticket: { colour: 'Priority' } }, /unknown field of ticket.*colour/],
		[{ ticket: { priority: 'Colour' } }, /a column that the file does not have.*Colour/],
	])('that does not fit is refused: %j', async (overrides, problem) => {
		await expect(
			shared.import('tickets', `Ticket Id,Subject,Status,Created\n1,Printer,Open,2026-03-02`, {
				overrides,
			}),
		).rejects.toThrow(problem);
	});
});

describe('a constant', () => {
	test('stands for a column that the file does not have', async () => {
		await shared.import(
			'tickets',
			`Ticket Number,Priority,Status,Subject,Date Opened,Date Resolved,Date Closed
			TCK-1,High,Open,Printer,2026-03-02 09:00:00,,`,
			{ constants: { client: `O'Neill & Sons` } },
		);
		expect(await shared.current('ticket', 'ticket_id, client')).toEqual([
			['TCK-1', `O'Neill & Sons`],
		]);
	});

	test('gives a currency to an export without one, so that its invoices can be used', async () => {
		await shared.import(
			'invoices',
			`InvoiceNo,Customer,InvoiceDate,DueDate,Item,ItemDescription,ItemQuantity,ItemRate,ItemAmount
			1001,Amy's Birds,12/31/2026,01/15/2027,Care,Care,1,50,50`,
			{ constants: { currency: 'USD' } },
		);
		expect(await shared.current('invoice', 'invoice_number, currency')).toEqual([['1001', 'USD']]);
	});

	test('does not touch a column that the file has', async () => {
		await shared.import(
			'tickets',
			`Ticket Id,Subject,Status,Created,Client
			1,Printer,Open,2026-03-02,Acme
			2,Scanner,Open,2026-03-02,`,
			{ constants: { client: 'Globex' } },
		);
		expect(await shared.current('ticket', 'ticket_id, client')).toEqual([
			['1', 'Acme'],
			['2', null],
		]);
	});
});

describe('a word on what the file is', () => {
	const text = `Ticket Id,Subject,Status,Created
		1,Printer,Open,2026-03-02`;

	test('goes before what its header is recognised as', async () => {
		const own = `ticket_id,title,status,created_at
			1,Printer,Open,2026-03-02`;
		const { preset } = await shared.import('own', own, { as: 'tickets by common column names' });
		expect(preset).toBe('tickets by common column names');
	});

	test('is refused where the file lacks what every such file has, with what it may be', async () => {
		await expect(shared.import('tickets', text, { as: 'Jira issues' })).rejects.toMatchObject({
			name: 'ImportError',
			value: 'Jira issues',
			expected: 'tickets by common column names',
		});
	});
});

test('a constant stands for a column that a mapping needs and the file lacks', async () => {
	await shared.import('plain', 'Ref,Subject,Opened\n1,Printer,2026-03-02', {
		map: { ticket: { ticket_id: 'Ref', title: 'Subject', created_at: 'Opened' } },
		constants: { status: 'Open' },
	});
	expect(await shared.current('ticket', 'ticket_id, status')).toEqual([['1', 'Open']]);
});
