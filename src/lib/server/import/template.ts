import { formatCsv } from '#lib/formats/csv.ts';
import { relationMeanings } from './relation-meanings.ts';
import { relationNames, relations, type Relation, type RelationName } from './relations.ts';

/** A relation as somebody who fills its template has to know it. */
export interface Template {
	relation: RelationName;
	/** "Time entries": its name as a heading. */
	title: string;
	/** What one row is. */
	row: string;
	fields: { name: string; is_required: boolean; meaning: string }[];
}

/** Every relation that a file can be made for by hand, in Waybill's own layout. */
export function describeTemplates(): Template[] {
	return relationNames.map((relation) => {
		const { required }: Relation = relations[relation];
		const { row, fields } = relationMeanings[relation];
		return {
			relation,
			title: toTitle(relation),
			row,
			fields: Object.entries(fields).map(([name, meaning]) => ({
				name,
				is_required: required.includes(name),
				meaning,
			})),
		};
	});
}

/**
 * An empty file in Waybill's own layout: the header with every field of the relation and no row,
 * since an example row would be one invented ticket in the figures of who forgets to delete it. A
 * byte order mark lets spreadsheets keep the file in UTF-8.
 */
export function makeTemplate(relation: RelationName): string {
	return `\ufeff${formatCsv([Object.keys(relationMeanings[relation].fields)])}`;
}

export function isRelation(name: string): name is RelationName {
	return Object.hasOwn(relations, name);
}

function toTitle(relation: RelationName): string {
	const words = relation.replaceAll('_', ' ');
	const plural = words.endsWith('y') ? `${words.slice(0, -1)}ies` : `${words}s`;
	return plural.charAt(0).toUpperCase() + plural.slice(1);
}
