import type { PreparedLoad } from './load.ts';
import { relations, type Relation } from './relations.ts';

const words = new Intl.ListFormat('en');

/** How many clients or projects are named. */
const shownNames = 5;

/**
 * Says what a file replaced that it may not have been meant to, after its rows were taken in and
 * `count` of earlier ones went: entries with ids by some without, and those of clients or projects
 * that it has no row of, as where it is one of several exports that were filtered by them.
 */
export async function describeReplaced(load: PreparedLoad, count: number): Promise<string[]> {
	if (count === 0) return [];
	return [...(await describeIds(load)), ...(await describeFiltered(load))];
}

async function describeIds({ session, feed, shape }: PreparedLoad): Promise<string[]> {
	if (shape.isKeyed) return [];
	const { relation } = feed;
	const { rows } = await session.one<{ rows: number }>(`
		select count(*)::integer as rows from ${relation}_version as version
		where rowid in (select position from replaced) and unit_id = record_id`);
	if (rows === 0) return [];
	return [
		`the file has no ids, and replaced ${rows} ${rows === 1 ? 'row' : 'rows'} of ${relation} that ` +
			'had one: if it does not hold all entries of its days, undo it and import an export with ids',
	];
}

async function describeFiltered({
	session,
	feed,
	incoming,
	shape,
}: PreparedLoad): Promise<string[]> {
	const { relation } = feed;
	const { replaces = [] }: Relation = relations[relation];
	const fields = ['client', 'project'].filter(
		(field) => shape.brought.includes(field) && !replaces.includes(field),
	);
	for (const field of fields) {
		const lacking = await session.all<{ name: string; rows: number }>(`
			select "${field}" as name, count(*)::integer as rows from ${relation}_version
			where rowid in (select position from replaced)
				and "${field}" not in (
					select "${field}" from ${incoming} where "${field}" is not null
				)
				and exists (from ${incoming} where "${field}" is not null)
			group by all order by rows desc, name`);
		if (lacking.length === 0) continue;
		const rows = lacking.reduce((sum, { rows }) => sum + rows, 0);
		const names = lacking.slice(0, shownNames).map(({ name, rows }) => `${name}: ${rows}`);
		const others = lacking.length - names.length;
		if (others > 0) names.push(`${others} others`);
		return [
			`the file replaced ${rows} ${rows === 1 ? 'row' : 'rows'} of ${relation} whose ${field} is not ` +
				`in it (${words.format(names)}): if it was filtered by ${field}, undo it and import one ` +
				'export of all',
		];
	}
	return [];
}
