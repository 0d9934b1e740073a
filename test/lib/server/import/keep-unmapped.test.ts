import { expect, test } from 'vitest';
import { shareWriter } from './share-writer.ts';

const shared = shareWriter();

const readKept = async () =>
	(
		await shared.all(`
			select ticket_id, unmapped.import_id, content
			from unmapped
			join ticket using (record_id)
			where source = $source
			order by ticket_id, unmapped.import_id`)
	).map(({ ticket_id, import_id, content }) => ({
		ticket_id,
		import_id,
		content: JSON.parse(String(content)) as unknown,
	}));

test('columns that feed no field are kept as JSON beside the row, without empty cells', async () => {
	const { importId } = await shared.import(
		'tickets',
		`Ticket Id,Subject,Status,Created,Floor,,Floor,It's "odd"
		1,Printer,Open,2026-03-02,3,x,4,yes
		2,Scanner,Open,2026-03-02,,,,
		3,Mailbox,Open,2026-03-02,,,9,`,
	);
	expect(await readKept()).toEqual([
		{
			ticket_id: '1',
			import_id: importId,
			content: { Floor: '3', 'column 6': 'x', 'Floor (2)': '4', 'It\'s "odd"': 'yes' },
		},
		{ ticket_id: '3', import_id: importId, content: { 'Floor (2)': '9' } },
	]);
});

test('what changes only in such a column leaves the row unchanged and is kept anew', async () => {
	const table = (age: string) =>
		`Ticket Id,Subject,Status,Created,Age\n1,Printer,Open,2026-03-02,${age}`;
	const first = await shared.import('tickets', table('3 days'));
	const second = await shared.import('tickets', table('4 days'));
	await shared.import('tickets', table('4 days'));
	expect(second.report.relations[0]).toMatchObject({ changed: 0, unchanged: 1 });
	expect(await readKept()).toEqual([
		{ ticket_id: '1', import_id: first.importId, content: { Age: '3 days' } },
		{ ticket_id: '1', import_id: second.importId, content: { Age: '4 days' } },
	]);
});
