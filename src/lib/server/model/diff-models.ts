import { nameItem } from './item-name.ts';

/** One difference between two documents. */
export interface ModelChange {
	/** Where, in words: “policies › Standard › from 2026-11-01 › resolution, High › minutes”. */
	place: string;
	kind: 'added' | 'removed' | 'changed' | 'reordered';
	/** What stood there, in words; `null` where it was added. */
	before: string | null;
	after: string | null;
}

/** What differs from one document to another, in the order of the later one; nothing where they are alike. */
export function diffModels(before: unknown, after: unknown): ModelChange[] {
	return diffValues(before, after, []);
}

function diffValues(before: unknown, after: unknown, path: readonly string[]): ModelChange[] {
	if (sayValue(before) === sayValue(after)) return [];
	if (Array.isArray(before) && Array.isArray(after)) return diffLists(before, after, path);
	if (isRecord(before) && isRecord(after)) {
		return diffEntries(new Map(Object.entries(before)), new Map(Object.entries(after)), path);
	}
	return [
		{
			place: path.join(' › '),
			kind: before === undefined ? 'added' : after === undefined ? 'removed' : 'changed',
			before: before === undefined ? null : sayValue(before),
			after: after === undefined ? null : sayValue(after),
		},
	];
}

/** Items are the same item where they have the same name, wherever they stand. */
function diffLists(
	before: readonly unknown[],
	after: readonly unknown[],
	path: readonly string[],
): ModelChange[] {
	const byName = (items: readonly unknown[]) =>
		new Map(items.map((item) => [nameItem(item) ?? sayValue(item), item]));
	const [old, now] = [byName(before), byName(after)];
	const changes = diffEntries(old, now, path);
	const kept = (names: Map<string, unknown>, others: Map<string, unknown>) =>
		[...names.keys()].filter((name) => others.has(name));
	const [order, newOrder] = [kept(old, now), kept(now, old)].map((names) => names.join(', '));
	if (order === newOrder) return changes;
	const place = path.join(' › ');
	return [...changes, { place, kind: 'reordered', before: order!, after: newOrder! }];
}

function diffEntries(
	before: ReadonlyMap<string, unknown>,
	after: ReadonlyMap<string, unknown>,
	path: readonly string[],
): ModelChange[] {
	const keys = [...after.keys(), ...[...before.keys()].filter((key) => !after.has(key))];
	return keys.flatMap((key) => {
		const [old, now] = [before.get(key), after.get(key)];
		// What has no name in its list is named by its content.
		if (old === undefined && key === sayValue(now)) return [toAddition(path, now)];
		if (now === undefined && key === sayValue(old)) return [toRemoval(path, old)];
		return diffValues(old, now, [...path, key]);
	});
}

const toAddition = (path: readonly string[], value: unknown): ModelChange => ({
	place: path.join(' › '),
	kind: 'added',
	before: null,
	after: sayValue(value),
});

const toRemoval = (path: readonly string[], value: unknown): ModelChange => ({
	place: path.join(' › '),
	kind: 'removed',
	before: sayValue(value),
	after: null,
});

/** A value in one line. */
function sayValue(value: unknown): string {
	if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(sayValue).join('; ');
	if (!isRecord(value)) return value === null || value === undefined ? 'none' : String(value);
	const entries = Object.entries(value)
		.filter(([, each]) => each !== undefined && each !== null)
		.map(([key, each]) => `${key}: ${sayValue(each)}`);
	return entries.length === 0 ? 'none' : entries.join(', ');
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A change as one line of a list. */
export function sayChange({ place, kind, before, after }: ModelChange): string {
	if (kind === 'added') return `+ ${place}: ${after}`;
	if (kind === 'removed') return `- ${place}: ${before}`;
	if (kind === 'reordered') return `~ ${place}: order ${before} → ${after}`;
	return `~ ${place}: ${before} → ${after}`;
}
