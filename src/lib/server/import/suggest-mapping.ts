import type { Header } from './header.ts';
import { toHeaderKey } from './header.ts';
import { presets } from './presets.ts';
import type { RelationFields } from './presets/waybill.ts';
import type { Mapping } from './recognise.ts';
import { relationNames, type RelationName } from './relations.ts';

/** For each relation the header keys that presets read a field from, with how many of them do. */
type Spelled = Map<RelationName, Map<string, Map<string, number>>>;

/**
 * For each relation the columns that its fields may come from, by their names alone: a column goes
 * to the field that most presets take such a name for, and to one field only.
 */
export function suggestMapping(header: Header, known: RelationFields): Mapping {
	const spelled = countSpellings(header);
	return Object.fromEntries(
		relationNames.map((relation) => {
			const pairs = known[relation].flatMap((field) => {
				const votes = new Map(spelled.get(relation)?.get(field));
				// A column that is called as the field is needs no preset to say so.
				votes.set(toHeaderKey(field), Infinity);
				return header.names.map((column) => ({
					field,
					column,
					votes: votes.get(toHeaderKey(column)) ?? 0,
				}));
			});
			const fields: Record<string, string> = {};
			const taken = new Set<string>();
			for (const { field, column, votes } of pairs.toSorted((a, b) => b.votes - a.votes)) {
				if (votes === 0 || field in fields || taken.has(column)) continue;
				fields[field] = column;
				taken.add(column);
			}
			return [relation, fields];
		}),
	);
}

function countSpellings(header: Header): Spelled {
	const spelled: Spelled = new Map();
	for (const { relation, fields } of presets.flatMap((preset) => preset.feeds(header))) {
		const byField = spelled.get(relation) ?? new Map<string, Map<string, number>>();
		spelled.set(relation, byField);
		for (const [field, source] of Object.entries(fields)) {
			if (typeof source === 'function') continue;
			const counts = byField.get(field) ?? new Map<string, number>();
			byField.set(field, counts);
			for (const key of new Set(source.map(toHeaderKey))) {
				counts.set(key, (counts.get(key) ?? 0) + 1);
			}
		}
	}
	return spelled;
}
