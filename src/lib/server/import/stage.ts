import type { Session } from '../warehouse/duckdb.ts';
import type { Dialect } from './dialect.ts';
import type { Header } from './header.ts';
import { ImportError } from './import-error.ts';
import type { FileColumns } from './preset.ts';

interface StagedFile {
	/** The file's name as the person knows it. */
	name: string;
	/** Its text in UTF-8. */
	path: string;
	dialect: Dialect;
	/** How many records an independent count found. */
	records: number;
}

/**
 * Loads a decoded file as it stands into the temporary view `file`: one row per record in the
 * order of the file, every column as text, `record_number` from 1.
 * @throws {ImportError} when DuckDB refuses a record, or when it counts other than the scan
 */
export async function stageFile(session: Session, file: StagedFile): Promise<void> {
	const { header, headerLine, delimiter } = file.dialect;
	const columns = header.map((_, position) => `'c${position}': 'VARCHAR'`).join(', ');
	// In a single column DuckDB reads a blank line as a null; only quotes make an empty record of it.
	const isSingle = header.length === 1;
	await session.run('drop table if exists reject_errors; drop table if exists reject_scans');
	await session.run(`
		create or replace temp table staged_file as
		select * from read_csv('${file.path.replaceAll("'", "''")}',
			auto_detect = false, compression = 'none', header = true, skip = ${headerLine - 1}, columns = {${columns}},
			delim = '${delimiter}', quote = '"', escape = '"', nullstr = '',
			allow_quoted_nulls = ${!isSingle}, max_line_size = 16777216, store_rejects = true, rejects_limit = 0)
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
	const { staged } = await session.one<{ staged: number }>(
		'select count(*)::integer as staged from staged_file',
	);
	if (staged !== file.records) {
		throw new ImportError(`two counts of the file differ: ${file.records} and ${staged} records`, {
			file: file.name,
			expected: 'as many records read as the file has',
			remedy: 'look for unbalanced quotes; nothing was loaded',
		});
	}
	// A temporary table keeps the order of the file, so its row id numbers the records.
	await session.run(`
		create or replace temp view original_file as
		select (rowid + 1)::integer as record_number, * from staged_file`);
	await rewriteColumns(session, new Map());
}

/** What has to be done to the cells of a column before a field can read them: its position → SQL. */
export type Rewrites = ReadonlyMap<number, (sql: string) => string>;

/**
 * Makes `file`, which the fields read, the staged file with some columns written in another way.
 * `original_file` keeps every cell as it came.
 */
export async function rewriteColumns(session: Session, rewrites: Rewrites): Promise<void> {
	const columns = [...rewrites].map(
		([position, rewrite]) => `${rewrite(`c${position}`)} as c${position}`,
	);
	const replaced = columns.length === 0 ? '' : `replace (${columns.join(', ')})`;
	await session.run(`create or replace temp view file as select * ${replaced} from original_file`);
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
