import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findDialect } from '#lib/server/import/dialect.ts';
import { ImportError } from '#lib/server/import/import-error.ts';

let folder: string;
let path: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'dialect-'));
	path = join(folder, 'decoded.csv');
});
afterAll(() => rm(folder, { recursive: true }));

async function find(text: string) {
	await writeFile(path, text);
	return findDialect(path);
}

async function refusal(text: string) {
	const error: unknown = await find(text).catch((reason: unknown) => reason);
	if (!(error instanceof ImportError)) throw new Error('expected an ImportError', { cause: error });
	return error;
}

test.each([
	['comma', ','],
	['semicolon', ';'],
	['tab', '\t'],
	['pipe', '|'],
])('a %s is found', async (_, delimiter) => {
	const text = ['Number,State,Opened', 'INC1,New,2025-03-31', 'INC2,Closed,2025-04-01']
		.join('\n')
		.replaceAll(',', delimiter);
	expect(await find(text)).toEqual({
		delimiter,
		quote: '"',
		header: ['Number', 'State', 'Opened'],
		headerLine: 1,
		headerBytes: 20,
		titles: [],
	});
});

test('commas in amounts and names do not win over semicolons', async () => {
	const { delimiter } = await find(
		'Client;Item, detail;Amount\nMeyer, Inc;Support;1,000\nSmith, Ltd;Disk, big;12,500\n',
	);
	expect(delimiter).toBe(';');
});

test('commas that agree with the header do not win over semicolons that do so too', async () => {
	const { delimiter } = await find('Name, first name;Hours\nDoe, Jane;5\nRoe, Richard;7\n');
	expect(delimiter).toBe(';');
});

test('semicolons inside cells do not win over commas', async () => {
	const { header } = await find(
		'Key,Comment,Created\nT-1,22/Aug/25 9:18 AM;0001;done,x\nT-2,22/Aug/25 9:19 AM;0002;done,y\n',
	);
	expect(header).toEqual(['Key', 'Comment', 'Created']);
});

test('delimiters inside quotes do not count', async () => {
	const { delimiter } = await find('"a;b","c;d"\n"1;2","3;4"\n"5;6","7;8"\n');
	expect(delimiter).toBe(',');
});

test('ragged records do not change the delimiter', async () => {
	const { header } = await find('a,b,c,d\n1,2,3,4\n1,2,3,4,5\nx;y,2,3,4\n1,2\n1,2,3,4\n');
	expect(header).toEqual(['a', 'b', 'c', 'd']);
});

test('names are trimmed and otherwise as the file spells them, repeated ones too', async () => {
	const { header } = await find('*InvoiceNo, Severity ,Severity,Amount (),Σ Spent\n1,2,3,4,5\n');
	expect(header).toEqual(['*InvoiceNo', 'Severity', 'Severity', 'Amount ()', 'Σ Spent']);
});

test('blank lines above the header are passed over', async () => {
	expect(await find('\n\r\na,b\n1,2\n')).toMatchObject({ headerLine: 3, headerBytes: 7 });
});

test('the data begins after the blank lines below the header', async () => {
	expect((await find('a,b\r\n\r\n1,2\r\n')).headerBytes).toBe(7);
});

test('without data it begins at the end of the file', async () => {
	expect((await find('a,b')).headerBytes).toBe(3);
});

test('a name may span lines', async () => {
	expect(await find('"Hours\nbilled",Client\n1,x\n')).toMatchObject({
		header: ['Hours\nbilled', 'Client'],
		headerLine: 1,
		headerBytes: 22,
	});
});

test('a last name may be empty', async () => {
	expect((await find('"ID";"Título";\n"2 553";"Erro";\n')).header).toEqual(['ID', 'Título', '']);
});

test('a delimiter that ends the header only, or the records only, makes no column of values', async () => {
	expect((await find('ID;Title;\n1;a\n2;b\n')).header).toEqual(['ID', 'Title']);
	expect((await find('ID;Title\n1;a;\n2;b;\n')).header).toEqual(['ID', 'Title', '']);
});

test('a first name may be empty', async () => {
	expect((await find(',Date,Amount\nx,2025-03-31,5\n')).header).toEqual(['', 'Date', 'Amount']);
});

test('one column needs no delimiter', async () => {
	expect((await find('Summary\nPrinter on fire\nNo, really\n')).header).toEqual(['Summary']);
});

test('one column of amounts is one column', async () => {
	expect((await find('Total\n1,000\n2,500\n')).header).toEqual(['Total']);
});

test('a first record longer than the sample does not hide the header', async () => {
	const { header } = await find(`Key,Comment\n1,"${'long, '.repeat(100_000)}"\n`);
	expect(header).toEqual(['Key', 'Comment']);
});

test.each([
	['numbers', '1,2,3\n4,5,6\n'],
	['empty cells', ',,\n1,2,3\n'],
	['a date among words', 'INC0001,Printer on fire,31/03/2025 10:00\n'],
	['one number', '42\n43\n'],
])('a first line of %s is no header', async (_, text) => {
	expect((await refusal(text)).line).toBe(1);
});

test.each(['2025-03-31T10:00:00Z', '22/Sep/25 9:26 AM', '31.3.2025', '3/17/2025 6:04'])(
	'%s is a date and so no column name',
	async (date) => {
		expect((await refusal(`Printer,High,${date}\n`)).problem).toMatch(/holds data/);
	},
);

test('title rows stand above the header and are kept', async () => {
	expect(
		await find(
			'Sunrise IT Ltd\nTransactions\n"January - March, 2025"\n\n,Date,Num,Name,Amount\n' +
				'Acme,,,,\n,01/31/2025,1001,Support,"1,000.00"\n,02/28/2025,1002,Support,500.00\n' +
				'Total for Acme,,,,"1,500.00"\n',
		),
	).toMatchObject({
		header: ['', 'Date', 'Num', 'Name', 'Amount'],
		headerLine: 5,
		titles: [
			{ line: 1, text: 'Sunrise IT Ltd' },
			{ line: 2, text: 'Transactions' },
			{ line: 3, text: 'January - March, 2025' },
		],
	});
});

test('title rows that are filled up with delimiters are titles too', async () => {
	const { headerLine, titles } = await findDialect(
		'test/fixtures/headers/invoiceninja-v4-export.csv',
	);
	expect(headerLine).toBe(4);
	expect(titles).not.toEqual([]);
});

test.each([
	['in every cell', "'Name','Notes'\n'Smith, John','it''s on fire'\n'Meyer','no'\n"],
	['where a cell needs it', "Name,Notes\n'Smith, John',fine\n'Meyer, Eva','a, b'\n"],
])('single quotes %s are found', async (_, text) => {
	expect(await find(text)).toMatchObject({ quote: "'", header: ['Name', 'Notes'] });
});

test('titles that stand between apostrophes are text', async () => {
	expect(await find("Id,Name\n1,'Emma'\n2,'Dune'\n3,'til noon\n")).toMatchObject({ quote: '"' });
});

test('an apostrophe that guards a formula is no quote', async () => {
	expect(await find("Name,Notes\n'=1+1,'-5\n'@x,'+49 30 1\n")).toMatchObject({ quote: '"' });
});

test('a header with fewer names than the records have fields is refused', async () => {
	const { expected, remedy } = await refusal('a,b\n1,2,3\n4,5,6\n');
	expect(expected).toMatch(/^3 column names/);
	expect(remedy).toBe('Give every column a name in the first line');
});

test('a header with a quote that nothing closes is refused', async () => {
	expect((await refusal('a,"b\n1,2\n3,4\n')).problem).toMatch(/header cannot be told/);
	expect((await refusal(`a,"b\n${'1,2\n'.repeat(100_000)}`)).problem).toMatch(
		/header cannot be told/,
	);
});

test('an error speaks of the file by the name that its owner knows', async () => {
	await writeFile(path, '1,2\n');
	await expect(findDialect(path, { name: 'March.csv' })).rejects.toThrow(/Found in March\.csv/);
});

test('the header of every known export is read whole', async () => {
	const headers = 'test/fixtures/headers';
	const names = (await readdir(headers)).filter((name) => name.endsWith('.csv'));
	const widths: Record<string, number> = {};
	for (const name of names.filter((each) => !each.startsWith('invoiceninja-v4'))) {
		widths[name] = (await findDialect(join(headers, name))).header.length;
	}
	expect(widths).toMatchInlineSnapshot(`
		{
		  "alga-psa-tickets.csv": 22,
		  "autotask-ticket-import-format.csv": 39,
		  "bpi2013-incidents.csv": 12,
		  "bpi2014-incident.csv": 28,
		  "clockify-detailed.csv": 18,
		  "connectwise-v_rpt_agreementlist.csv": 15,
		  "connectwise-v_rpt_invoices.csv": 16,
		  "connectwise-v_rpt_service.csv": 56,
		  "connectwise-v_rpt_time.csv": 17,
		  "freshbooks-invoices.csv": 17,
		  "freshdesk-tickets.csv": 25,
		  "freshservice-tickets.csv": 38,
		  "glpi-pt.csv": 19,
		  "glpi10-pt-trailing-empty.csv": 16,
		  "halopsa-import.csv": 18,
		  "harvest-detailed-2015-fi.csv": 14,
		  "harvest-detailed-2026.csv": 21,
		  "itflow-invoices.csv": 10,
		  "itflow-tickets.csv": 12,
		  "jira-cloud-logwork-379cols.csv": 379,
		  "jira-cloud.csv": 95,
		  "jira-service-management-es.csv": 67,
		  "kimai-csv-en.csv": 25,
		  "osticket-tickets.csv": 25,
		  "otobo-otrs-tickets-en.csv": 23,
		  "servicenow-fieldnames-custom.csv": 25,
		  "servicenow-fieldnames.csv": 11,
		  "servicenow-labels-dup-severity.csv": 13,
		  "stripe-invoices.csv": 30,
		  "toggl-detailed.csv": 14,
		  "xero-sales-invoices-export.csv": 44,
		  "zendesk-full-csv-export.csv": 41,
		  "zoho-invoices.csv": 83,
		}
	`);
});
