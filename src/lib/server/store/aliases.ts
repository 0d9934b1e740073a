import { inStoreTransaction, localActor, type Store } from './store.ts';

export type AliasKind = 'client' | 'person';

/** One system's name for a client or person, and whom it stands for. */
export interface Alias {
	source: string;
	kind: AliasKind;
	value: string;
	canonical_id: string;
}

/** The newest word on each name. */
export function readAliases(store: Store): Alias[] {
	const rows = store.prepare(
		`select source, kind, value, canonical_id from alias
		where rowid in (select max(rowid) from alias group by source, kind, value)
		order by source, kind, value`,
	);
	return rows.all() as unknown as Alias[];
}

/** Adds words on names; earlier ones stay on record. Returns how many said something new. */
export function writeAliases(store: Store, aliases: readonly Alias[], actor = localActor): number {
	const known = new Set(readAliases(store).map(toKey));
	const added = aliases.filter((alias) => !known.has(toKey(alias)));
	const insert = store.prepare('insert into alias values (?, ?, ?, ?, ?, ?)');
	const at = new Date().toISOString();
	inStoreTransaction(store, () => {
		for (const { source, kind, value, canonical_id } of added) {
			insert.run(source, kind, value, canonical_id, actor, at);
		}
	});
	return added.length;
}

function toKey(alias: Alias): string {
	return JSON.stringify([alias.source, alias.kind, alias.value, alias.canonical_id]);
}
