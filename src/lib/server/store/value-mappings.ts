import { inStoreTransaction, localActor, type Store } from './store.ts';

/** What kind of value is mapped, and therefore onto what. */
export type MappedKind = 'status' | 'priority' | 'billing_code';

/** What a person said that a source's own value means. */
export interface ValueMapping {
	source: string;
	kind: MappedKind;
	/** As the source writes it. */
	value: string;
	/** One of the service model's statuses or priorities, or a class of billing codes. */
	canonical: string;
}

/** The newest word on each value. */
export function readValueMappings(store: Store): ValueMapping[] {
	const rows = store.prepare(
		`select source, kind, value, canonical from value_mapping
		where rowid in (select max(rowid) from value_mapping group by source, kind, value)
		order by source, kind, value`,
	);
	return rows.all() as unknown as ValueMapping[];
}

/** Adds words on values; earlier ones stay on record. Returns how many said something new. */
export function writeValueMappings(
	store: Store,
	mappings: readonly ValueMapping[],
	actor = localActor,
): number {
	const toKey = ({ source, kind, value, canonical }: ValueMapping) =>
		JSON.stringify([source, kind, value, canonical]);
	const known = new Set(readValueMappings(store).map(toKey));
	const added = mappings.filter((mapping) => !known.has(toKey(mapping)));
	const insert = store.prepare('insert into value_mapping values (?, ?, ?, ?, ?, ?)');
	const at = new Date().toISOString();
	inStoreTransaction(store, () => {
		for (const { source, kind, value, canonical } of added) {
			insert.run(source, kind, value, canonical, actor, at);
		}
	});
	return added.length;
}
