import type { Session } from '../warehouse/duckdb.ts';
import { readSql } from '../warehouse/sql-files.ts';
import type { PreparedLoad } from './load.ts';
import type { ReadFile } from './read-file.ts';

/**
 * Puts the records that could not be read into quarantine, and then takes out of it what is no
 * record at all but layout: headers, totals, headings and notes (`queries/inspection/layout_row`).
 * Returns the loads with what is left to each in quarantine.
 */
export async function setAsideLayout(
	session: Session,
	{ header }: Pick<ReadFile, 'header'>,
	loads: readonly PreparedLoad[],
): Promise<PreparedLoad[]> {
	await session.run(`
		insert into quarantined_cell
		select '', record_number, '', null, reason from refused_record`);
	const used = loads.map(({ incoming }) => `select record_number from ${incoming}`);
	const cells = header.names.map((_, position) => `c${position}`).join(', ');
	// A join holds all the cells that go through it, which of a wide file is a gigabyte: one is enough.
	await session.run(`
		create or replace temp table unused_record as
		select distinct record_number, fields
		from quarantined_cell
		left join refused_record using (record_number)
		where record_number not in (${used.join(' union all ')});

		create or replace temp table unused_row as
		select
			record_number,
			case when fields is null then [${cells}] end as cells,
			case when fields < ${header.names.length} then c0 end as raw
		from original_file
		join unused_record using (record_number)`);
	await session.run(readSql('inspection/is_total'));
	await session.run(
		'create or replace temp table layout_row (record_number integer, reason varchar)',
	);
	await session.all(`insert into layout_row ${readSql('inspection/layout_row')}`, {
		header: header.names,
	});
	await session.run(`
		delete from quarantined_cell where record_number in (select record_number from layout_row);
		insert into set_aside_row select * from layout_row`);
	const left = await session.all<{ relation: string; rows: number }>(
		'select relation, count(*)::integer as rows from quarantined_cell group by relation',
	);
	const rowsOf = new Map(left.map(({ relation, rows }) => [relation, rows]));
	return loads.map((load) => ({ ...load, quarantined: rowsOf.get(load.feed.relation) ?? 0 }));
}
