import { buckets, countOpen, type AgingRow } from '#lib/charts/aging-buckets.ts';

/** Open tickets of one owner, age and holder; without an owner `group_value` is `null`. */
export interface OwnerRow extends AgingRow {
	group_value: string | null;
}

/** One owner's open tickets across the ages. */
export interface OwnerByAge {
	owner: string;
	young_count: number;
	middle_count: number;
	old_count: number;
	open_count: number;
	/** Of the open ones: held by the client. */
	client_count: number;
}

/** Owners down, ages across; those without an owner first, then by number of open tickets. */
export function ownersByAge(rows: OwnerRow[]): OwnerByAge[] {
	const [young, middle, old] = buckets;
	const ofOwner = Map.groupBy(rows, (row) => row.group_value);
	return [...ofOwner]
		.map(([owner, own]) => ({ owner, open: countOpen(own), own }))
		.sort((a, b) => Number(a.owner !== null) - Number(b.owner !== null) || b.open - a.open)
		.map(({ owner, open, own }) => ({
			owner: owner ?? 'unassigned',
			young_count: countOpen(own, { bucket: young }),
			middle_count: countOpen(own, { bucket: middle }),
			old_count: countOpen(own, { bucket: old }),
			open_count: open,
			client_count: countOpen(own, { held_by: 'client' }),
		}));
}
