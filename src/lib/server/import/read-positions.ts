import type { Header } from './header.ts';
import type { Feed } from './preset.ts';
import { relations, type Relation, type RelationName } from './relations.ts';

/** Which columns of a file a feed reads, by position: for each field, and for its rows as such. */
export function findReadPositions(
	feed: Feed,
	header: Header,
): { fields: Map<string, number[]>; rows: number[] } {
	const record = (read: (note: (...spellings: string[]) => string) => void): number[] => {
		const positions = new Set<number>();
		read((...spellings) => {
			for (const position of header.find(spellings)) positions.add(position);
			return 'null';
		});
		return [...positions];
	};
	const columns = (note: (...spellings: string[]) => string) => ({
		header,
		column: note,
		joined: note,
		each: (...spellings: string[]) => [note(...spellings)],
	});
	const fields = new Map<string, number[]>();
	for (const [field, source] of Object.entries(feed.fields)) {
		fields.set(
			field,
			typeof source === 'function'
				? record((note) => source(columns(note)))
				: header.findFirst(source),
		);
	}
	return { fields, rows: record((note) => feed.rows?.(columns(note))) };
}

/** The fields without which a row of this feed cannot be used. */
export function requiredFields(feed: {
	relation: RelationName;
	lacks?: readonly string[];
}): string[] {
	const { required }: Relation = relations[feed.relation];
	return required.filter((field) => !feed.lacks?.includes(field));
}
