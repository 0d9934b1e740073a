import { readSql } from '../warehouse/sql-files.ts';
import { findReadPositions } from './read-positions.ts';
import type { Load, Shape } from './load.ts';
import { relations, type Relation } from './relations.ts';

const dateReasons = (problem: string) => (cell: string) => `
	case
		when is_exchanged(${cell}) then 'has day and month in the other order than the rest of the file'
		when parse_local(${cell}) >= timestamp '2099-01-01' then 'lies too far ahead, after 2098'
		when parse_local(${cell}) < timestamp '1901-01-01' then 'lies too far back, before 1901'
		when parse_local(${cell}) = timestamp '1970-01-01' then 'is what systems write for no date'
		else '${problem}'
	end`;

/** How each type of the warehouse is read from text (`queries/staging/values.sql`). */
const casts: Record<string, { macro: string; whyUnread: (cell: string) => string }> = {
	'TIMESTAMP WITH TIME ZONE': {
		macro: 'to_instant',
		whyUnread: dateReasons('is not a date and time that can be read'),
	},
	DATE: { macro: 'to_day', whyUnread: dateReasons('is not a date that can be read') },
	'DECIMAL(18,4)': {
		macro: 'to_number',
		whyUnread: (cell) =>
			`if(lacks_unit(${cell}), 'has no unit', 'is not a number that can be read for certain')`,
	},
	INTEGER: { macro: 'to_count', whyUnread: () => `'is not a whole number'` },
	BOOLEAN: { macro: 'to_flag', whyUnread: () => `'is neither yes nor no'` },
};

/** SQL for a mapped text as staging reads it. */
function readCell(field: string, types: Record<string, string>): string {
	const macro = casts[types[field]!]?.macro;
	return macro ? `${macro}("${field}")` : `"${field}"`;
}

/** SQL for why a mapped text that staging cannot read is none. */
const whyUnread = (field: string, types: Record<string, string>) =>
	casts[types[field]!]?.whyUnread(`"${field}"`) ?? `'cannot be read'`;

/** SQL for a number as the file has it, where one column says it; else for what mapping left of it. */
function writtenCell(
	field: string,
	types: Record<string, string>,
	{ feed, file }: Pick<Load, 'feed' | 'file'>,
): string {
	const isNumber = ['DECIMAL(18,4)', 'INTEGER'].includes(types[field]!);
	const positions = feed.rows ? [] : (findReadPositions(feed, file.header).fields.get(field) ?? []);
	return isNumber && positions.length === 1
		? `(select trim(c${positions[0]}) from original_file
				where original_file.record_number = mapped.record_number and "${field}" is not null)`
		: `as_written("${field}")`;
}

/** Names the file's columns as the relation does, still as text; what is absent is null. */
export async function mapColumns(
	{ session, feed, file }: Pick<Load, 'session' | 'feed' | 'file'>,
	types: Record<string, string>,
): Promise<void> {
	const columns = Object.keys(types).map((field) => {
		const source = feed.fields[field];
		if (source === undefined) return `null::varchar as "${field}"`;
		const expression = typeof source === 'function' ? source(file) : file.column(...source);
		return `clean(${expression}) as "${field}"`;
	});
	// Derived rows are expensive to work out, plain ones cheap to read again.
	const kind = feed.rows ? 'table' : 'view';
	const rows = feed.rows ? `(${feed.rows(file)})` : 'file';
	await session.run('drop view if exists temp.main.mapped').catch(() => undefined);
	await session.run('drop table if exists temp.main.mapped').catch(() => undefined);
	await session.run(
		`create temp ${kind} mapped as select record_number, ${columns.join(', ')} from ${rows}`,
	);
}

/**
 * Casts the mapped rows into `incoming` and gives each its ids. A record without an id of its own
 * is known by its unit and content, so that the same entry seen twice in a day stays two. Rows
 * that turn out to be unusable are among them until `quarantineUnusable`.
 */
export async function castRows(load: Load, shape: Shape): Promise<void> {
	const { session, feed, source, incoming } = load;
	const { brought } = shape;
	const { unit, record, content } = toIds(source, shape);
	await session.run(`
		create or replace temp table ${incoming} as
		with staged as (${readSql(`staging/${feed.relation}`)}),
		hashed as (select *, ${unit} as unit_id, ${content} as content_hash from staged)
		select unit_id, ${record} as record_id, content_hash, record_number, ${columnList(brought)}
		from hashed`);
	const { numbers }: Relation = relations[feed.relation];
	if (numbers !== undefined && !(numbers in feed.fields)) await numberRepeats(load, shape, numbers);
}

/** SQL for the ids of a row and the hash of its content. */
function toIds(source: string, { types, brought, identity, isKeyed }: Shape) {
	// Fields that are absent count as unknown, so that a file that lacks a column which another one
	// brings empty says the same.
	const content = Object.keys(types).map((field) =>
		brought.includes(field) ? `"${field}"` : 'null',
	);
	const name = identity.map((field) => {
		if (!brought.includes(field)) return `''`;
		const isInstant = types[field] === 'TIMESTAMP WITH TIME ZONE';
		// The text of an instant depends on the session's zone, its number does not.
		return `coalesce(${isInstant ? `epoch_us("${field}")` : `"${field}"`}::varchar, '')`;
	});
	return {
		unit: `md5_number_lower(concat_ws(chr(31), ${sqlText(source)}, ${name.join(', ')}))::ubigint`,
		record: isKeyed
			? 'unit_id'
			: `md5_number_lower(concat_ws(chr(31), unit_id, content_hash,
				row_number() over (partition by unit_id, content_hash order by record_number)))::ubigint`,
		content: `hash(${content.join(', ')})`,
	};
}

/**
 * Numbers records that are alike in their whole key in the order of the file. They are few, and
 * numbering every row of a log would cost more than all the rest.
 */
async function numberRepeats(
	{ session, source, incoming }: Load,
	shape: Shape,
	numbers: string,
): Promise<void> {
	const { unit, content } = toIds(source, shape);
	await session.run(`
		create or replace temp table repeat as
		select rowid as position,
			row_number() over (partition by unit_id order by record_number) as number
		from ${incoming}
		where unit_id in (
			select unit_id from ${incoming} group by unit_id having count(*) > 1
		)
		qualify number > 1;

		update ${incoming} set "${numbers}" = repeat.number
		from repeat where ${incoming}.rowid = repeat.position;

		update ${incoming} set unit_id = ${unit}, record_id = ${unit}, content_hash = ${content}
		where rowid in (select position from repeat)`);
}

/**
 * The optional fields that may have come out of their cast with fewer values than they had cells,
 * so that only these are gone through cell by cell.
 */
export async function findThinnedFields(
	{ session, feed, file, incoming }: Load,
	{ types, brought, required }: Shape,
): Promise<string[]> {
	const typed = brought.filter(
		(field) =>
			casts[types[field]!] !== undefined && !required.includes(field) && field in feed.fields,
	);
	if (typed.length === 0) return [];
	// Counting the raw cells of a column costs next to nothing, cleaning each of them does not.
	const cells = typed.map((field) => {
		const source = feed.fields[field];
		return Array.isArray(source) && !feed.rows ? file.column(...source) : null;
	});
	const raw = typed.map((field, place) => `count(${cells[place] ?? 'null'}) as "${field}"`);
	const cast = typed.map((field) => `count("${field}") as "${field}"`);
	const before = await session.one<Record<string, string>>(`select ${raw.join(', ')} from file`);
	const after = await session.one<Record<string, string>>(
		`select ${cast.join(', ')} from ${incoming}`,
	);
	return typed.filter((field, place) => cells[place] === null || before[field] !== after[field]);
}

/**
 * Takes the rows whose required fields are missing or unreadable out of `incoming`, naming the
 * first such field of each; returns how many there are.
 */
export async function quarantineUnusable(load: Load, shape: Shape): Promise<number> {
	const { session, feed, incoming } = load;
	const { types, required, identity } = shape;
	const isUnusable = required.map((field) => `"${field}" is null`).join(' or ');
	const { unusable } = await session.one<{ unusable: number }>(
		`select (count(*) filter (where ${isUnusable}))::integer as unusable from ${incoming}`,
	);
	if (unusable === 0) return 0;
	const isNamed = shape.brought
		.filter((field) => identity.includes(field))
		.map((field) => `"${field}" is not null`)
		.join(' and ');
	const faults = required.map(
		(field) => `when ${readCell(field, types)} is null then {
			'column_name': '${field}', 'value': ${writtenCell(field, types, load)},
			'reason': case when "${field}" is null then 'is missing' else ${whyUnread(field, types)} end
		}`,
	);
	// One record may feed several rows, of which only some are unusable. To read each cell once more
	// is for these files only.
	await session.run(`
		insert into quarantined_cell
		select '${feed.relation}', record_number, fault.column_name, fault.value, fault.reason
		from (
			select record_number, case ${faults.join(' ')} end as fault
			from mapped
			where record_number in (select record_number from ${incoming} where ${isUnusable})
		)
		${feed.rows ? 'where fault is not null' : ''};

		insert into held_unit
		select '${feed.relation}', record_number, unit_id from ${incoming}
		where (${isUnusable}) and ${isNamed};

		delete from ${incoming} where ${isUnusable}`);
	return unusable;
}

/**
 * Takes the rows out of `incoming` whose record is in quarantine, or that name one which is: an
 * invoice may stand in the first of its rows only. They come in with it once it is put right.
 */
export async function quarantineOrphans({
	session,
	feed,
	incoming,
	base,
}: Pick<Load, 'session' | 'feed' | 'incoming' | 'base'>): Promise<void> {
	if (!base || base.quarantined === 0) return;
	const { key }: Relation = relations[base.feed.relation];
	const isOrphan = `(
		"${key![0]}" not in (select "${key![0]}" from ${base.incoming})
		or record_number in (
			select record_number from quarantined_cell where relation = '${base.feed.relation}'
		)
	)`;
	await session.run(`
		create or replace temp table orphan as
		select rowid as position, record_number, "${key![0]}" as name from ${incoming} where ${isOrphan};

		insert into quarantined_cell
		select distinct '${feed.relation}', record_number, '${key![0]}', name,
			'names a record of this file that could not be used'
		from orphan
		where record_number not in (select record_number from quarantined_cell);

		delete from ${incoming} where rowid in (select position from orphan)`);
}

/** Lists the cells of the rows to be loaded that hold something which could not be read. */
export async function noteUnreadable(
	load: Load,
	{ types }: Shape,
	thinned: readonly string[],
): Promise<void> {
	const { session, feed, incoming } = load;
	for (const field of thinned) {
		const type = types[field]!;
		const isDate = type === 'DATE' || type === 'TIMESTAMP WITH TIME ZONE';
		await session.run(`
			insert into unreadable_cell
			select '${feed.relation}', record_number, '${field}', ${writtenCell(field, types, load)},
				${whyUnread(field, types)}
			from mapped
			where "${field}" is not null
				and record_number in (select record_number from ${incoming} where "${field}" is null)
				${feed.rows ? `and ${readCell(field, types)} is null` : ''}
				${isDate ? `and not coalesce(is_sentinel(parse_local("${field}")), false)` : ''}`);
	}
}

export function columnList(fields: readonly string[]): string {
	return fields.map((field) => `"${field}"`).join(', ');
}

function sqlText(text: string): string {
	return `'${text.replaceAll("'", "''")}'`;
}
