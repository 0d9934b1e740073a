import { findReadPositions } from './read-positions.ts';
import type { Header } from './header.ts';
import type { PreparedLoad } from './load.ts';
import type { Feed } from './preset.ts';

/** The positions of the columns that feed no field, also where one decides which rows there are. */
export function findUnmapped(header: Header, feeds: readonly Feed[]): number[] {
	const read = new Set(
		feeds.flatMap((feed) => [...findReadPositions(feed, header).fields.values()].flat()),
	);
	return header.names.map((_, position) => position).filter((position) => !read.has(position));
}

/**
 * Keeps the values of columns that feed no field as JSON beside the rows that the file's first
 * relation took in, where they differ from what was last kept of the record. They are no part of a
 * row's content: an age that every export counts on changes no ticket.
 */
export async function keepUnmapped(
	{ session, feed, incoming }: PreparedLoad,
	header: Header,
	{ positions, importId }: { positions: readonly number[]; importId: number },
): Promise<void> {
	if (positions.length === 0) return;
	const names = toKeys(header, positions);
	const cells = positions.map((position, place) => {
		const key = `${JSON.stringify(names[place])}:`.replaceAll("'", "''");
		return `'${key}' || to_json(c${position})`;
	});
	// Written as text, since lists of pairs took ten times the memory; and before any join, since
	// each holds all columns of a wide file that go through it.
	await session.run(`
		insert into unmapped
		with brought as (
			select record_number,
				'{' || concat_ws(',', ${cells.join(', ')}) || '}' as content
			from file
		),
		worded as (
			select record_id, content
			from brought
			join ${incoming} as incoming using (record_number)
			where content <> '{}'
		),
		kept as (
			select record_id, arg_max(content, import_id) as content
			from unmapped
			join import using (import_id)
			where relation = '${feed.relation}' and not is_undone
			group by record_id
		)
		select '${feed.relation}', ${importId}, worded.record_id, worded.content
		from worded
		left join kept on kept.record_id = worded.record_id
		where kept.content is distinct from worded.content`);
}

/**
 * Names that tell columns apart: repeated ones are numbered, nameless ones named by their place, and
 * neither takes the name that another column has of its own.
 */
function toKeys(header: Header, positions: readonly number[]): string[] {
	const taken = new Set(positions.map((position) => header.names[position]));
	const seen = new Set<string>();
	return positions.map((position) => {
		const name = header.names[position] || `column ${position + 1}`;
		let key = name;
		for (
			let time = 2;
			seen.has(key) || (key !== header.names[position] && taken.has(key));
			time++
		) {
			key = `${name} (${time})`;
		}
		seen.add(key);
		return key;
	});
}
