import type { Session } from '../warehouse/duckdb.ts';
import type { Dialect } from './dialect.ts';
import type { Header } from './header.ts';
import { ImportError } from './import-error.ts';
import type { Correction } from './import-options.ts';
import type { RefusedRecord } from './mend-records.ts';
import type { FileColumns } from './preset.ts';
import type { Scan } from './scan.ts';

interface StagedFile {
	/** The file's name as the person knows it. */
	name: string;
	/** Its text in UTF-8, all records of which are well formed. */
	path: string;
	dialect: Dialect;
	/** What an independent count found. */
	scan: Scan;
	/** Records that hold their text in their first cell. */
	refused: readonly RefusedRecord[];
	/** Records as a person put them right. */
	corrections: readonly Correction[];
}

const MEBIBYTE = 1024 ** 2;

/**
 * How DuckDB is told of line endings. Left to itself it takes the first one that it meets, which may
 * stand within a name of the header, and then sees no records.
 */
const escapes = { '\n': '\\n', '\r\n': '\\r\\n', '\r': '\\r' };

/**
 * Loads a decoded file as it stands into the temporary views `original_file` and `file`: one row per
 * record in the order of the file, every column as text, `record_number` from 1. `original_file`
 * holds all records, with the corrections in place; `file`, which the fields read, lacks those that
 * could not be read, which are in the table `refused_record`.
 * @throws {ImportError} when DuckDB refuses a record, or when it counts other than the scan
 */
export async function stageFile(session: Session, file: StagedFile): Promise<void> {
	const { header, headerLine, delimiter, quote } = file.dialect;
	const columns = header.map((_, position) => `'c${position}': 'VARCHAR'`).join(', ');
	// In a single column DuckDB reads a blank line as a null; only quotes make an empty record of it.
	const isSingle = header.length === 1;
	const quoteSql = `'${quote.replaceAll("'", "''")}'`;
	const longestLine = Math.max(2 * MEBIBYTE, 2 * file.scan.longest);
	// Of its own accord DuckDB takes a buffer of sixteen lines, which for long ones is too much.
	const bufferSize = Math.max(32 * MEBIBYTE, 2 * longestLine);
	await session.run('drop table if exists reject_errors; drop table if exists reject_scans');
	await session.run(`
		create or replace temp table staged_file as
		select * from read_csv('${file.path.replaceAll("'", "''")}',
			auto_detect = false, compression = 'none', header = true, skip = ${headerLine - 1}, columns = {${columns}},
			new_line = '${escapes[file.scan.lineEnding]}', delim = '${delimiter}', quote = ${quoteSql}, escape = ${quoteSql}, nullstr = '',
			allow_quoted_nulls = ${!isSingle}, max_line_size = ${longestLine}, buffer_size = ${bufferSize},
			store_rejects = true, rejects_limit = 0)
		${isSingle ? 'where c0 is not null' : ''}`);
	const rejected = await session.all<{
		line: number;
		csv_line: string;
		error_message: string;
	}>(`
		select line::integer as line, any_value(csv_line) as csv_line,
			any_value(error_message) as error_message
		from reject_errors group by line order by line limit 1`);
	const [first] = rejected;
	if (first) {
		throw new ImportError(`a record cannot be read (${first.error_message})`, {
			file: file.name,
			line: first.line,
			value: first.csv_line,
			expected: `${header.length} fields, quoted as CSV quotes`,
			remedy: 'mend that line, or export the file again',
		});
	}
	const { records } = file.scan;
	const { staged } = await session.one<{ staged: number }>(
		'select count(*)::integer as staged from staged_file',
	);
	if (staged !== records) {
		throw new ImportError(`two counts of the file differ: ${records} and ${staged} records`, {
			file: file.name,
			expected: 'as many records read as the file has',
			remedy: 'look for unbalanced quotes; nothing was loaded',
		});
	}
	await showRecords(session, file);
	await rewriteColumns(session, new Map());
}

/** Defines `original_file` with the corrections in place, and lists what could not be read. */
async function showRecords(
	session: Session,
	{ name, dialect, scan, refused, corrections }: StagedFile,
): Promise<void> {
	const width = dialect.header.length;
	const unfit = corrections.find(
		({ record, cells }) => cells.length !== width || record < 1 || record > scan.records,
	);
	if (unfit) {
		throw new ImportError(`the correction of record ${unfit.record} does not fit the file`, {
			file: name,
			expected: `${width} cells for one of its ${scan.records} records`,
			remedy: 'correct the rows of an import on its own page',
		});
	}
	const corrected = new Set(corrections.map(({ record }) => record));
	const open = refused.filter(({ record }) => !corrected.has(record));
	await session.run(`
		create or replace temp table corrected_record (record_number integer, cells varchar[]);
		create or replace temp table refused_record (record_number integer, fields integer, reason varchar)`);
	await session.all(
		`insert into corrected_record
		select unnest($records)::integer, from_json(unnest($cells), '["VARCHAR"]')`,
		{
			records: corrections.map(({ record }) => String(record)),
			cells: corrections.map(({ cells }) => JSON.stringify(cells)),
		},
	);
	await session.all(
		`insert into refused_record
		select unnest($records)::integer, unnest($fields)::integer, unnest($reasons)`,
		{
			records: open.map(({ record }) => String(record)),
			fields: open.map(({ fields }) => String(fields)),
			reasons: open.map(({ reason }) => reason),
		},
	);
	const cells = dialect.header.map(
		(_, position) => `nullif(cells[${position + 1}], '') as c${position}`,
	);
	// A temporary table keeps the order of the file, so its row id numbers the records.
	await session.run(`
		create or replace temp view original_file as
		select (rowid + 1)::integer as record_number, * from staged_file
		${
			corrections.length === 0
				? ''
				: `where record_number not in (select record_number from corrected_record)
		union all by name
		select record_number, ${cells.join(', ')} from corrected_record`
		}`);
}

/** What has to be done to the cells of a column before a field can read them: its position → SQL. */
export type Rewrites = ReadonlyMap<number, (sql: string) => string>;

/**
 * Makes `file`, which the fields read, the records that could be read, with some columns written in
 * another way. `original_file` keeps every cell as it came.
 */
export async function rewriteColumns(session: Session, rewrites: Rewrites): Promise<void> {
	const columns = [...rewrites].map(
		([position, rewrite]) => `${rewrite(`c${position}`)} as c${position}`,
	);
	const replaced = columns.length === 0 ? '' : `replace (${columns.join(', ')})`;
	const { refused } = await session.one<{ refused: number }>(
		'select count(*)::integer as refused from refused_record',
	);
	await session.run(`
		create or replace temp view file as
		select * ${replaced} from original_file
		${refused === 0 ? '' : 'anti join refused_record using (record_number)'}`);
}

/**
 * How presets name the columns of the staged file. Columns that share one header are one column
 * with all that they say.
 */
export function toFileColumns(header: Header): FileColumns {
	const read = (position: number) =>
		header.isUtc(position) ? `as_utc(c${position})` : `c${position}`;
	const find = (spellings: readonly string[]) => [...new Set(header.find(spellings))].map(read);
	return {
		header,
		column: (...spellings) => {
			const [first, ...others] = header.findFirst(spellings).map(read);
			if (first === undefined) return 'null::varchar';
			return others.length === 0 ? first : `repeated([${[first, ...others].join(', ')}])`;
		},
		joined: (...spellings) => {
			const columns = find(spellings);
			return columns.length === 0
				? 'null::varchar'
				: `nullif(concat_ws(', ', ${columns.join(', ')}), '')`;
		},
		each: (...spellings) => find(spellings),
	};
}
