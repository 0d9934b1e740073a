import { expect, test } from 'vitest';
import { formatCsv } from '#lib/formats/csv.ts';
import { shareWriter, writeBytes } from './share-writer.ts';

const shared = shareWriter();

/** The one ticket of the test, and what is kept beside it. */
async function readTicket() {
	const [row] = await shared.all(`
		select ticket_id, title, status, created_at, content
		from ticket left join unmapped using (record_id) where source = $source`);
	const { content, ...ticket } = row!;
	return { ticket: Object.values(ticket), kept: JSON.parse(String(content)) as unknown };
}

const hostileNames: Record<string, string> = {
	SQL: `'); drop table ticket_version; --`,
	'SQL of an identifier': `c0"; drop table ticket_version; --`,
	'a formula': '=cmd|calc!A1',
	script: '<script>alert(1)</script>',
	quotes: `"it's" 'said'`,
	'several lines': 'first\nsecond\r\nthird',
	'ten thousand characters': 'x'.repeat(10_000),
	'the name of one of our columns': 'record_number',
	'a place of another language': `\${env.HOME} {{7*7}} %s \\ $source`,
	'the name of what every object has': '__proto__',
	'letters that look like others': '\u202Eтitle',
};

test.each(Object.entries(hostileNames))(
	'a header that is %s does no harm and is kept',
	async (_, name) => {
		const table = formatCsv([
			['Ticket Id', 'Subject', 'Status', 'Created', name],
			['1', 'Printer', 'Open', '2026-03-02', 'beside'],
		]);
		await shared.importFile(writeBytes('tickets.csv', table));
		expect(await readTicket()).toEqual({
			ticket: ['1', 'Printer', 'Open', '2026-03-02T00:00:00.000Z'],
			kept: JSON.parse(`{${JSON.stringify(name.trim())}: "beside"}`),
		});
	},
);

test.each(Object.entries(hostileNames))(
	'a header that is %s can be mapped onto a field',
	async (_, name) => {
		const table = formatCsv([
			['Ref', name, 'State', 'Day'],
			['1', 'Printer', 'Open', '2026-03-02'],
		]);
		await shared.importFile(writeBytes('tickets.csv', table), {
			map: { ticket: { ticket_id: 'Ref', title: name, status: 'State', created_at: 'Day' } },
		});
		expect((await readTicket()).ticket).toEqual([
			'1',
			'Printer',
			'Open',
			'2026-03-02T00:00:00.000Z',
		]);
	},
);

test('a file of three thousand columns loads, and each of them is kept', async () => {
	const names = Array.from({ length: 3000 }, (_, place) => `Custom field (Number ${place})`);
	const table = formatCsv([
		['Ticket Id', 'Subject', 'Status', 'Created', ...names],
		['1', 'Printer', 'Open', '2026-03-02', ...names.map((_, place) => `${place}`)],
	]);
	await shared.importFile(writeBytes('tickets.csv', table));
	expect((await readTicket()).kept).toEqual(
		Object.fromEntries(names.map((name, place) => [name, `${place}`])),
	);
});

test('a header that is repeated three hundred times is one column with all that it says', async () => {
	const names = Array.from({ length: 300 }, () => 'Tags');
	const table = formatCsv([
		['Ticket Id', 'Subject', 'Status', 'Created', ...names],
		['1', 'Printer', 'Open', '2026-03-02', ...names.map((_, place) => `${place}`)],
	]);
	await shared.importFile(writeBytes('tickets.csv', table));
	const [[tags]] = (await shared.current('ticket', 'tags')) as [[string]];
	expect(tags.split(', ')).toHaveLength(300);
});

test('repeated headers are told apart from one that is named as they would be numbered', async () => {
	await shared.import(
		'tickets',
		`Ticket Id,Subject,Status,Created,Floor,Floor,Floor (2),,column 8
		1,Printer,Open,2026-03-02,3,4,5,6,7`,
	);
	const { kept } = await readTicket();
	expect(Object.values(kept as object).toSorted()).toEqual(['3', '4', '5', '6', '7']);
	expect(kept).toMatchObject({ Floor: '3', 'Floor (2)': '5' });
});
