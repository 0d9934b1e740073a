import { nameColumn, sayRemedy } from '../../quarantine.ts';
import type { FileLayout } from '../store/import-log.ts';
import type { Session } from '../warehouse/duckdb.ts';
import type { Dialect } from './dialect.ts';
import type { Header } from './header.ts';
import { reportedFindings, reportedLines, type Finding, type ImportReport } from './report.ts';
import { findLines, type Scan } from './scan.ts';

interface ReadThroughFile {
	path: string;
	dialect: Dialect;
	header: Header;
	scan: Scan;
}

type Outcome = Pick<
	ImportReport,
	'rows' | 'setAside' | 'quarantined' | 'quarantine' | 'unreadable' | 'unreadableCount'
>;

/**
 * Adds up what became of every row of the staged file, places each problem on its line, and keeps
 * the quarantined rows whole in `quarantined_row`.
 */
export async function account(
	session: Session,
	{ file, importId, layout }: { file: ReadThroughFile; importId: number; layout: FileLayout },
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
	// A row that one relation took is loaded, though a part of it may be in quarantine.
	const count = await session.one<
		Record<'quarantined' | 'unread' | 'inPart' | 'unreadable', number>
	>(`
		with held as (
			select record_number, bool_or(relation = '') as is_unread,
				record_number in (select record_number from unused_record) as is_whole
			from quarantined_cell
			group by record_number
		)
		select
			count(*) filter (where is_whole)::integer as quarantined,
			count(*) filter (where is_unread)::integer as unread,
			count(*) filter (where not is_whole)::integer as "inPart",
			(select count(*) from unreadable_cell)::integer as unreadable
		from held`);
	const setAside = [...describeTitles(file), ...(await listSetAside(session))];
	const rowsSetAside = setAside.reduce((sum, { count }) => sum + count, 0);
	const read = file.scan.records + file.dialect.titles.length;
	return {
		rows: {
			read,
			loaded: read - count.quarantined - rowsSetAside,
			setAside: rowsSetAside,
			quarantined: count.quarantined,
		},
		setAside,
		quarantined: await listProblems(session, 'quarantined_cell', layout),
		quarantine: { unread: count.unread, inPart: count.inPart },
		unreadable: await listProblems(session, 'unreadable_cell', layout),
		unreadableCount: count.unreadable,
	};
}

function describeTitles({ dialect: { titles } }: ReadThroughFile): ImportReport['setAside'] {
	if (titles.length === 0) return [];
	const lines = titles.map(({ line }) => line);
	return [{ reason: 'above the header', count: titles.length, lines }];
}

/** The rows that no relation took and none misses, by the reason for it; a quarantined row is neither. */
async function listSetAside(session: Session): Promise<ImportReport['setAside']> {
	const found = await session.all<{ reason: string; count: number; lines: string | null }>(`
		select reason, count(*)::integer as count,
			array_to_string(list(line_number order by line_number)[:${reportedLines}], ',') as lines
		from set_aside_row
		left join problem_line using (record_number)
		where record_number not in (select record_number from quarantined_cell)
		group by reason order by min(record_number)`);
	return found.map(({ reason, count, lines }) => ({
		reason,
		count,
		lines: lines?.split(',').map(Number) ?? [],
	}));
}

/** Looks up the physical lines of all quarantined rows and of the unreadable cells to be listed. */
async function placeProblems(session: Session, file: ReadThroughFile): Promise<void> {
	const rows = await session.all<{ record_number: number }>(`
		select distinct record_number from quarantined_cell
		union
		(select record_number from unreadable_cell order by record_number limit ${reportedFindings})
		union
		select record_number from set_aside_row
		qualify row_number() over (partition by reason order by record_number) <= ${reportedLines}
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
	{ header, fields }: FileLayout,
): Promise<Finding[]> {
	const findings = await session.all<Finding & Record<string, never>>(`
		select relation, line_number as line, column_name as "column", value, reason
		from ${table} join problem_line using (record_number)
		order by line_number, column_name
		limit ${reportedFindings}`);
	return findings.map((finding) => {
		const { relation, column, reason } = finding;
		const [position, ...others] = fields[relation]?.[column] ?? [];
		const isOne = position !== undefined && others.length === 0;
		return {
			...finding,
			...(isOne && { fileColumn: nameColumn(header, position) }),
			remedy: sayRemedy({ field: column || null, reason }),
		};
	});
}
