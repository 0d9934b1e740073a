import { beforeAll, describe, expect, test } from 'vitest';
import { toDateMacros } from '#lib/server/import/date-formats.ts';
import {
	describeOpenNumbers,
	findNumberFormats,
	toPlainNumberSql,
	type DecimalMark,
	type NumberColumn,
	type NumberFinding,
} from '#lib/server/import/number-formats.ts';
import { openInstance, Session } from '#lib/server/warehouse/duckdb.ts';
import { readSql } from '#lib/server/warehouse/sql-files.ts';

let session: Session;

beforeAll(async () => {
	const instance = await openInstance({
		path: ':memory:',
		allowedDirectories: [],
		temporaryDirectory: '/nowhere',
	});
	session = await Session.open(instance);
	await session.run(
		toDateMacros({ formats: [], exchanged: [], hasOffsets: false, isWorded: false }, 'UTC'),
	);
	await session.run(readSql('staging/values'));
	return () => {
		session.close();
		instance.closeSync();
	};
});

const amount = { isDuration: false, isCount: false };

async function findIn(
	columns: Record<string, readonly string[]>,
	options: { stated?: DecimalMark; kind?: Pick<NumberColumn, 'isDuration' | 'isCount'> } = {},
): Promise<NumberFinding[]> {
	const names = Object.keys(columns);
	const rows = Object.values(columns)[0]!.map((_, row) => {
		const cells = names.map((name) => `'${columns[name]![row]!.replaceAll("'", "''")}'`);
		return `(${row + 1}, ${cells.join(', ')})`;
	});
	await session.run(
		`create or replace temp table file as from (values ${rows.join(', ')})
		as file(record_number, ${names.map((_, at) => `c${at}`).join(', ')})`,
	);
	return findNumberFormats(
		session,
		names.map((name, position) => ({ name, position, ...(options.kind ?? amount) })),
		options.stated ?? null,
	);
}

/** What becomes of the cells of one column once its mark is settled; unread ones as they are. */
async function readAll(
	cells: readonly string[],
	options: Parameters<typeof findIn>[1] & { read?: string } = {},
): Promise<unknown[]> {
	const [finding] = await findIn({ Amount: cells }, options);
	const sql = finding ? toPlainNumberSql('c0', finding) : 'c0';
	const rows = await session.all(
		`select coalesce(${options.read ?? 'to_number'}(cell)::double::varchar, cell) as value
		from (select record_number, ${sql} as cell from file) order by record_number`,
	);
	return rows.map(({ value }) => value);
}

describe('the decimal mark of a column', () => {
	test('is that of the first number that can be read in one way only, wherever it stands', async () => {
		expect(await readAll(['1.234', '7', '1.234,50', '7,5'])).toEqual([
			'1234.0',
			'7.0',
			'1234.5',
			'7.5',
		]);
		expect(await readAll(['1,234', '1.5', '2,345.00'])).toEqual(['1234.0', '1.5', '2345.0']);
	});

	test('is shown with the cell that proves it', async () => {
		const [finding] = await findIn({ Amount: ['1.234', '12', '1.234,50 €'] });
		expect(finding).toMatchObject({
			name: 'Amount',
			mark: ',',
			from: 'column',
			comma: { record: 3, cell: '1.234,50 €' },
			point: null,
			open: { record: 1, cell: '1.234' },
			openCells: 1,
		});
	});

	test('that nothing shows is not guessed, for a point no more than for a comma', async () => {
		expect(await readAll(['1,234', '5'])).toEqual(['1,234', '5.0']);
		expect(await readAll(['1.234', '5'])).toEqual(['1.234\x1f', '5.0']);
		const findings = await findIn({ Amount: ['1,234', '5'] });
		expect(describeOpenNumbers(findings)).toEqual([
			'1 numbers of Amount such as 1,234 were not read: nothing in the file shows whether the mark is for thousands or for a fraction',
		]);
	});

	test('that nothing shows is that of the file’s other columns, where they agree', async () => {
		const [hours, fee] = await findIn({ Hours: ['7,5', '1'], Fee: ['1.234', '12'] });
		expect(hours).toMatchObject({ mark: ',', from: 'column' });
		expect(fee).toMatchObject({ mark: ',', from: 'file' });
		const torn = await findIn({ Hours: ['7,5', '1'], Rate: ['$1.50', '1'], Fee: ['1.234', '12'] });
		expect(torn[2]).toMatchObject({ mark: null, from: null });
	});

	test('that nothing shows is the one that a person states', async () => {
		expect(await readAll(['1,234', '5'], { stated: '.' })).toEqual(['1234.0', '5.0']);
		expect(await readAll(['1,234', '5'], { stated: ',' })).toEqual(['1.234', '5.0']);
	});

	test('shown in two ways leaves the numbers open that depend on it, and reads the others', async () => {
		const cells = ['1,234.50', '7,5', '1,234'];
		expect(await readAll(cells)).toEqual(['1234.5', '7.5', '1,234']);
		expect(describeOpenNumbers(await findIn({ Amount: cells }))[0]).toContain(
			'writes fractions in two ways, 1,234.50 and 7,5',
		);
	});

	test('does not matter where the numbers are whole', async () => {
		const options = { kind: { isDuration: false, isCount: true }, read: 'to_count' };
		expect(await readAll(['1,234', '5'], options)).toEqual(['1234.0', '5.0']);
		expect(await readAll(['1.234', '5'], options)).toEqual(['1234.0', '5.0']);
	});
});

test('a column of plain numbers is none of the findings', async () => {
	expect(await findIn({ Hours: ['1.5', '0.25', '12', '-3', '0.125', '1234.567'] })).toEqual([]);
});

describe('what stands around a number', () => {
	test.each([
		[
			['(12.00)', '3.50'],
			['-12.0', '3.5'],
		],
		[
			['$13.50', '$1,000.00'],
			['13.5', '1000.0'],
		],
		[
			['1.234,50 €', '7,5 €'],
			['1234.5', '7.5'],
		],
		[
			['EUR 10.00', 'EUR 2.50'],
			['10.0', '2.5'],
		],
		[
			['3%', '12 %'],
			['3.0', '12.0'],
		],
		[
			['2 553', '1 000'],
			['2553.0', '1000.0'],
		],
		[
			['2\u{a0}553,5', "1'000"],
			['2553.5', '1000.0'],
		],
		[
			['−5', '−1,5'],
			['-5.0', '-1.5'],
		],
		[
			['5,510,746', '12'],
			['5510746.0', '12.0'],
		],
	])('in %j is left out', async (cells, values) => {
		expect(await readAll(cells)).toEqual(values);
	});

	test('is kept where the column has several units, since one number then is not like another', async () => {
		expect(await readAll(['$5.00', '€5.00', '7.00'])).toEqual(['$5.00', '€5.00', '7.0']);
	});

	test('of a duration is part of it', async () => {
		const options = { kind: { isDuration: true, isCount: false }, read: 'read_hours' };
		expect(await readAll(['7,5 h', '12 min', '1:30', '1,250 h', '1.234,5'], options)).toEqual([
			'7.5',
			'0.2',
			'1.5',
			'1.25',
			'1234.5',
		]);
	});

	test('text and dates stay as they are', async () => {
		expect(await readAll(['twelve', '1.2.3', '1e5', '2026-01-31', '1,5'])).toEqual([
			'twelve',
			'1.2.3',
			'1e5',
			'2026-01-31',
			'1.5',
		]);
	});
});
