/** What names an item of a list within that list, the strongest first. */
const naming = [
	'status',
	'calendar',
	'policy',
	'class',
	'level',
	'field',
	'review',
	'date',
] as const;

/** The name of an item among its neighbours; `null` when only its content tells it apart. */
export function nameItem(item: unknown): string | null {
	if (typeof item !== 'object' || item === null) return null;
	const fields = item as Record<string, unknown>;
	if ('measure' in fields) return `${String(fields['measure'])}, ${String(fields['priority'])}`;
	if ('impact' in fields) return `${String(fields['impact'])} × ${String(fields['urgency'])}`;
	const key = [...naming, 'priority'].find((name) => typeof fields[name] === 'string');
	if (key !== undefined) return String(fields[key]);
	if (!('valid_from' in fields)) return null;
	return fields['valid_from'] === null
		? 'from the beginning'
		: `from ${String(fields['valid_from'])}`;
}

/** A path into a document in words: names where items have one, else their place from 1. */
export function wordPath(document: unknown, path: readonly (string | number)[]): string {
	let node = document;
	return path
		.map((key) => {
			node = (node as Record<string | number, unknown> | undefined)?.[key];
			return typeof key === 'number' ? (nameItem(node) ?? String(key + 1)) : key;
		})
		.join(' › ');
}
