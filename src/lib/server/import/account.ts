import type { Session } from '../warehouse/duckdb.ts';
import type { Dialect } from './dialect.ts';
import type { Header } from './header.ts';
import { reportedFindings, type Finding, type ImportReport } from './report.ts';
import { findLines, type Scan } from './scan.ts';

interface ReadThroughFile {
	path: string;
	dialect: Dialect;
	header: Header;
	scan: Scan;
}

type Outcome = Pick<
	ImportReport,
	'rows' | 'setAside' | 'quarantined' | 'unreadable' | 'unreadableCount'
>;

/**
 * Adds up what became of every row of the staged file, places each problem on its line, and keeps
 * the quarantined rows whole in `quarantined_row`.
 */
export async function account(
	session: Session,
	{ file, importId }: { file: ReadThroughFile; importId: number },
): Promise<Outcome> {
	await placeProblems(session, file);
	const cells = file.header.names.map((_, position) => `'${position + 1}': c${position}`);
	await session.run(`
		insert into quarantined_row
		select ${importId}, relation, record_number, line_number, column_name, value, reason,
			to_json({${cells.join(', ')}})::varchar
		from quarantined_cell
		join problem_line using (record_number)
		join original_file using (record_number)`);
	const count = await session.one<Record<'quarantined' | 'repeated' | 'unreadable', number>>(`
		select
			(select count(distinct record_number) from quarantined_cell)::integer as quarantined,
			(select count(distinct record_number) from repeated_row
				where record_number not in (select record_number from quarantined_cell)
			)::integer as repeated,
			(select count(*) from unreadable_cell)::integer as unreadable`);
	const read = file.scan.records;
	return {
		rows: {
			read,
			loaded: read - count.quarantined - count.repeated,
			setAside: count.repeated,
			quarantined: count.quarantined,
		},
		setAside:
			count.repeated === 0
				? []
				: [{ reason: 'a later row of the file is about the same record', count: count.repeated }],
		quarantined: await listProblems(session, 'quarantined_cell'),
		unreadable: await listProblems(session, 'unreadable_cell'),
		unreadableCount: count.unreadable,
	};
}

/** Looks up the physical lines of all quarantined rows and of the unreadable cells to be listed. */
async function placeProblems(session: Session, file: ReadThroughFile): Promise<void> {
	const rows = await session.all<{ record_number: number }>(`
		select distinct record_number from quarantined_cell
		union
		(select record_number from unreadable_cell order by record_number limit ${reportedFindings})
		order by record_number`);
	const records = rows.map(({ record_number }) => record_number);
	const lines = await findLines(file.path, file.dialect, records);
	await session.all(
		`create or replace temp table problem_line as
		select unnest($records)::integer as record_number, unnest($lines)::integer as line_number`,
		{
			records: records.map(String),
			lines: records.map((record) => String(lines.get(record) ?? record + 1)),
		},
	);
}

async function listProblems(
	session: Session,
	table: 'quarantined_cell' | 'unreadable_cell',
): Promise<Finding[]> {
	return session.all<Finding & Record<string, never>>(`
		select relation, line_number as line, column_name as "column", value, reason
		from ${table} join problem_line using (record_number)
		order by line_number, column_name
		limit ${reportedFindings}`);
}
