import { expect, test } from 'vitest';
import { formatCsv } from '#lib/formats/csv.ts';
import { shareWriter, writeBytes } from './share-writer.ts';

const shared = shareWriter();

/** Imports one ticket with this description between two others, and returns what was loaded. */
async function importDescription(description: string) {
	const table = formatCsv([
		['ticket_id', 'title', 'status', 'created_at', 'description'],
		['1', 'Printer', 'Open', '2026-03-02', 'short'],
		['2', 'Scanner', 'Open', '2026-03-02', description],
		['3', 'Mailbox', 'Open', '2026-03-02', 'short'],
	]);
	const { report } = await shared.importFile(writeBytes('tickets.csv', table));
	expect(report.rows).toEqual({ read: 3, loaded: 3, setAside: 0, quarantined: 0 });
	const [row] = await shared.all(
		`select description from ticket where source = $source and ticket_id = '2'`,
	);
	return row!['description'];
}

test('a cell of five megabytes and many lines is loaded to the character', async () => {
	const description = `"${'He said "no", twice; é 😀\r\n\n'.repeat(180_000)}"`;
	expect(description.length).toBeGreaterThan(5_000_000);
	expect((await importDescription(description)) === description).toBe(true);
});

test.each([
	'&lt;p&gt;Printer &amp; scanner&#39;s&nbsp;fault&lt;/p&gt;',
	'<p>Printer &amp; scanner</p>',
	'C:\\new\\table \\" %20 \\N',
	'=1+1, and +49 40 123',
	'null and N/A inside a sentence',
])('a cell such as “%s” stays as it was written', async (description) => {
	expect(await importDescription(description)).toBe(description);
});
