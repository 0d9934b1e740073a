import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ImportError } from '#lib/server/import/import-error.ts';
import type { ImportOptions } from '#lib/server/import/import-options.ts';
import type { Mapping } from '#lib/server/import/recognise.ts';
import { readImports } from '#lib/server/store/import-log.ts';
import { makeZip } from '../../../support/zip.ts';
import { shareWriter, writeBytes } from './share-writer.ts';

const shared = shareWriter();

const header = 'ticket_id,title,status,created_at';
const good = '1,Printer,Open,2026-03-02T09:00:00Z';
const file = (...lines: string[]) => lines.join('\n') + '\n';

interface Refusal {
	content: string | Uint8Array;
	name?: string;
	options?: ImportOptions;
	/** What the error says, part by part. */
	says: Partial<Pick<ImportError, 'line' | 'column' | 'value'>>;
	problem: RegExp;
	remedy: RegExp;
}

const refusals: Record<string, Refusal> = {
	'is empty': {
		content: '',
		says: {},
		problem: /empty/,
		remedy: /export it again/i,
	},
	'holds nothing but blank lines': {
		content: '\n \r\n\n',
		says: {},
		problem: /empty/,
		remedy: /export it again/i,
	},
	'is a spreadsheet': {
		content: makeZip({ name: '[Content_Types].xml', content: '' }),
		name: 'tickets.xlsx',
		says: {},
		problem: /spreadsheet workbook/,
		remedy: /save the sheet as CSV/,
	},
	'is binary': {
		content: Buffer.from([0x61, 0x2c, 0x62, 0x0a, 0x31, 0x2c, 0x00, 0x0a]),
		says: { line: 2 },
		problem: /NUL byte/,
		remedy: /CSV UTF-8/,
	},
	'is an archive that was cut short': {
		content: gzipSync(file(header, good)).subarray(0, 30),
		name: 'tickets.csv.gz',
		says: {},
		problem: /cut short/,
		remedy: /again/,
	},
	'is an archive of several tables': {
		content: makeZip(
			{ name: 'a.csv', content: file(header, good) },
			{ name: 'b.csv', content: file(header, good) },
		),
		name: 'exports.zip',
		says: {},
		problem: /2 tables: a.csv, b.csv/,
		remedy: /one at a time/,
	},
	'has no header': {
		content: file(good, good),
		says: { line: 1, value: good },
		problem: /holds data, not column names/,
		remedy: /with its header/,
	},
	'has rows that cannot be told apart from one another': {
		content: file(
			header,
			...Array.from({ length: 60 }, (_, row) => (row % 3 === 0 ? good : '2,Printer')),
		),
		says: { line: 3 },
		problem: /40 of 60 rows cannot be read: the first one has 2 fields where the header has 4/,
		remedy: /export the file again/,
	},
	'has a header and no rows': {
		content: file(header),
		says: { line: 1 },
		problem: /no rows/,
		remedy: /filter of the export/,
	},
	'repeats the header that names its records': {
		content: file(
			'',
			'Issue key,Summary,Status,Created,Issue key',
			'A-1,Printer,Open,2026-03-02,A-2',
		),
		says: { line: 2, column: 'Issue key', value: 'columns 1 and 5' },
		problem: /repeats the column that names a record/,
		remedy: /rename or remove/,
	},
	'has dates that could be of either order': {
		content: file(header, '1,Printer,Open,01/02/2026 09:00', '2,Scanner,Open,03/04/2026 09:00'),
		says: { line: 2, column: 'created_at', value: '01/02/2026 09:00' },
		problem: /day first or month first/,
		remedy: /day first \(dmy/,
	},
	'has dates of both orders': {
		content: file(
			header,
			'1,Printer,Open,01/02/2026',
			'2,a,Open,13/02/2026',
			'3,b,Open,02/13/2026',
		),
		says: { line: 4, column: 'created_at', value: '02/13/2026' },
		problem: /both orders/,
		remedy: /one date format/,
	},
	'has dates that contradict the stated order': {
		content: file(header, '1,Printer,Open,01/02/2026', '2,Scanner,Open,13/02/2026'),
		options: { dateOrder: 'mdy' },
		says: { line: 3, column: 'created_at', value: '13/02/2026' },
		problem: /contradict the stated order \(mdy\)/,
		remedy: /state the other one/,
	},
	'is of an unknown kind': {
		content: file('Day,Rain', 'Monday,much'),
		says: { line: 1, value: 'Day,Rain' },
		problem: /no kind of file that Waybill knows/,
		remedy: /map it by hand/,
	},
	'comes with an unknown zone': {
		content: file(header, good),
		options: { zone: 'Europe/Lundon' },
		says: { value: 'Europe/Lundon' },
		problem: /time zone is unknown/,
		remedy: /say another zone/,
	},
	'comes with an offset in place of a zone': {
		content: file(header, good),
		options: { zone: '+01:00' },
		says: { value: '+01:00' },
		problem: /time zone is unknown/,
		remedy: /say another zone/,
	},
	'comes with a mapping to an unknown relation': {
		content: file(header, good),
		options: { map: { tickets: { ticket_id: 'ticket_id' } } as Mapping },
		says: { value: 'tickets' },
		problem: /unknown relation/,
		remedy: /mapping/,
	},
	'comes with a mapping to an unknown field': {
		content: file(header, good),
		options: { map: { ticket: { mood: 'title' } } },
		says: { value: 'mood' },
		problem: /unknown field of ticket/,
		remedy: /mapping/,
	},
	'comes with a mapping from a column that it lacks': {
		content: file(header, good),
		options: { map: { ticket: { ticket_id: 'Ref' } } },
		says: { column: 'Ref' },
		problem: /column that the file does not have/,
		remedy: /mapping/,
	},
	'comes with a mapping that loads nothing': {
		content: file(header, good),
		options: { map: {} },
		says: {},
		problem: /nothing would be loaded/,
		remedy: /mapping/,
	},
};

test.each(Object.entries(refusals))(
	'a file that %s is refused in plain words',
	async (_, refusal) => {
		const { content, name = 'tickets.csv', options, says, problem, remedy } = refusal;
		const error: unknown = await shared
			.importFile(writeBytes(name, content), options)
			.catch((reason: unknown) => reason);
		if (!(error instanceof ImportError))
			throw new Error('expected an ImportError', { cause: error });

		const { line, column, value } = error;
		expect({ file: error.file, line, column, value }).toEqual({
			file: name,
			line: undefined,
			column: undefined,
			value: undefined,
			...says,
		});
		expect(error.problem).toMatch(problem);
		expect(error.remedy).toMatch(remedy);
		expect(error.expected).not.toBe('');
		// The message alone tells a person all of it.
		for (const part of [name, says.column, says.value, says.line && `line ${says.line}`]) {
			if (part) expect(error.message).toContain(part);
		}
		expect(error.message).toContain('Expected ');

		expect(await shared.all('select * from ticket where source = $source')).toEqual([]);
		expect(shared.writer.hasChanged).toBe(false);
		const logged = readImports(shared.writer.store).filter(
			({ source }) => source === shared.source,
		);
		expect(logged.every(({ state }) => state === 'failed')).toBe(true);
	},
);

test('a file that does not exist is refused by its name', async () => {
	const refused = shared.importFile('/nowhere/tickets.csv');
	await expect(refused).rejects.toThrow(ImportError);
	await expect(refused).rejects.toThrow(/does not exist.*tickets\.csv/);
});

test('a folder is refused', async () => {
	await expect(shared.importFile('test/fixtures')).rejects.toThrow(/This is a folder/);
});
