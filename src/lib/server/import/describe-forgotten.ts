import { findReadPositions } from './read-positions.ts';
import type { Header } from './header.ts';
import type { PreparedLoad } from './load.ts';

const words = new Intl.ListFormat('en');

/**
 * Says which fields become unknown in the records that a file changes, because it has no column for
 * what an earlier import brought: a version says what its own file says.
 */
export async function describeForgotten(load: PreparedLoad, header: Header): Promise<string[]> {
	const { session, feed, incoming, shape } = load;
	const { relation } = feed;
	if (!shape.isKeyed) return [];
	const positions = findReadPositions(feed, header).fields;
	const absent = Object.keys(shape.types).filter((field) => !positions.get(field)?.length);
	// A constant or a number worked out has no column either.
	const lost = absent.map((field) => {
		const isStated = shape.brought.includes(field) ? ` and incoming."${field}" is null` : '';
		return `(count(*) filter (where known."${field}" is not null${isStated}))::integer as "${field}"`;
	});
	const counts = await session.one<Record<string, number>>(`
		select count(*)::integer as rows, ${lost.join(', ')}
		from ${relation} as known
		join ${incoming} as incoming using (record_id)
		where known.content_hash <> incoming.content_hash`);
	const forgotten = absent.filter((field) => counts[field]! > 0);
	if (forgotten.length === 0) return [];
	return [
		`the file has no column for ${words.format(forgotten)}, which an earlier import brought: ` +
			`unknown from now on in the rows of ${relation} that it changes`,
	];
}
