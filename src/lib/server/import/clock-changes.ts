import type { Session } from '../warehouse/duckdb.ts';
import type { DateColumn, Sighting } from './date-shapes.ts';
import { anyOffset } from './date-text.ts';

/** Local times of one column at one clock change that the zone has not at all, or has twice. */
export interface ClockFinding {
	column: string;
	kind: 'skipped' | 'repeated';
	cells: number;
	example: Sighting;
	/** The local times that the change skips or repeats, `YYYY-MM-DD HH:MM`. */
	from: string;
	to: string;
}

type Row = Omit<ClockFinding, 'column' | 'example'> & Sighting & { position: number };

/**
 * Counts the local times that do not exist, or occur twice, in the zone that they were said to be
 * of. Only cells on a day on which the clocks change are looked at; the macro `parse_local` must be
 * defined.
 */
export async function findClockChanges(
	session: Session,
	{ columns, zone }: { columns: readonly DateColumn[]; zone: string },
): Promise<ClockFinding[]> {
	if (zone === 'UTC' || columns.length === 0) return [];
	await session.run(`
		create or replace temp macro zone_offset(utc) as
			epoch_us(timezone('${zone}', make_timestamptz(epoch_us(utc)))) - epoch_us(utc);
		create or replace temp table change_day as
		select day, old_offset, new_offset
		from (
			select day, zone_offset(day) as old_offset, zone_offset(day + interval 1 day) as new_offset
			from (select unnest(range(timestamp '1970-01-01', timestamp '2099-01-01', interval 1 day)) as day)
		)
		where old_offset <> new_offset;
		create or replace temp table local_day as
		select distinct (day + to_days(shift))::date as day
		from change_day, (values (-1), (0), (1), (2)) as around(shift)`);
	const branches = columns.map(
		({ sql }, position) => `
			select ${position} as position, record_number, trim(cell) as cell
			from (select record_number, ${sql} as cell from file)
			semi join local_day on parse_local(cell)::date = local_day.day`,
	);
	const found = await session.all<Row>(
		`with near_change as materialized (
			select *, parse_local(cell) as local
			from (${branches.join(' union all ')})
			where cell like '%_:__%' and not regexp_matches(cell, '${anyOffset.source}')
		),
		touched as (
			select change_day.* from change_day
			semi join (select distinct local::date as local_on from near_change)
				on local_on between day::date - 1 and day::date + 2
		),
		change as (
			select day, old_offset, new_offset, min(minute) as changed_at
			from (
				select *, day + interval 1 minute * unnest(range(0, 1441)) as minute from touched
			)
			where zone_offset(minute) <> old_offset
			group by all
		),
		span as (
			select if(new_offset > old_offset, 'skipped', 'repeated') as kind,
				changed_at + to_microseconds(least(old_offset, new_offset)) as from_local,
				changed_at + to_microseconds(greatest(old_offset, new_offset)) as to_local
			from change
		)
		select position, kind, count(*)::integer as cells,
			arg_min(cell, record_number) as cell,
			min(record_number)::integer as record,
			strftime(from_local, '%Y-%m-%d %H:%M') as "from",
			strftime(to_local, '%Y-%m-%d %H:%M') as "to"
		from near_change
		join span on local >= from_local and local < to_local
		group by position, kind, from_local, to_local
		order by position, from_local`,
	);
	return found.map(({ position, cell, record, ...change }) => ({
		...change,
		column: columns[position]!.name,
		example: { cell, record },
	}));
}

/**
 * Says in a sentence for each column how the times at clock changes were read: DuckDB keeps the
 * offset from before the change for a time that was skipped, and takes one that occurs twice as the
 * second.
 * @param options.linesOf the physical lines of records
 */
export async function describeClockChanges(
	findings: readonly ClockFinding[],
	{
		zone,
		linesOf,
	}: {
		zone: string;
		linesOf: (records: readonly number[]) => Promise<ReadonlyMap<number, number>>;
	},
): Promise<string[]> {
	const groups = Map.groupBy(findings, ({ column, kind }) => `${column} ${kind}`);
	const firsts = [...groups.values()].map((group) => {
		const [first] = group.toSorted((a, b) => a.example.record - b.example.record);
		return { ...first!, cells: group.reduce((sum, { cells }) => sum + cells, 0) };
	});
	const lines = await linesOf(firsts.map(({ example }) => example.record));
	return firsts.map(({ column, kind, cells, example, from, to }) => {
		const what = `${cells} ${cells === 1 ? 'time' : 'times'} of ${column}`;
		const line = lines.get(example.record) ?? example.record + 1;
		return kind === 'skipped'
			? `${what} did not exist in ${zone}, first on line ${line}: ${example.cell}, where the clocks went from ${from} to ${to.slice(11)}; read as if they had not yet`
			: `${what} occurred twice in ${zone}, first on line ${line}: ${example.cell}, where the clocks went from ${to} back to ${from.slice(11)}; taken as the second time`;
	});
}
