/** The fields of one row of a form, each with all that was given for it. */
export type FormRow = Record<string, string[]>;

/** The rows of a form whose fields are named `name.PLACE.field`, in their order. */
export function readRows(form: FormData, name: string): FormRow[] {
	const rows = new Map<number, FormRow>();
	for (const [key, value] of form) {
		const [prefix, place, field] = key.split('.');
		if (prefix !== name || field === undefined || typeof value !== 'string') continue;
		if (!/^\d{1,4}$/.test(place ?? '')) continue;
		const row = rows.get(Number(place)) ?? {};
		rows.set(Number(place), { ...row, [field]: [...(row[field] ?? []), value] });
	}
	return [...rows].sort(([one], [other]) => one - other).map(([, row]) => row);
}

/** A field of a row as trimmed text, '' where it was not given. */
export function textOf(row: FormRow, field: string): string {
	return row[field]?.[0]?.trim() ?? '';
}

/** A field of a form as trimmed text, '' where it was not given. */
export function fieldOf(form: FormData, field: string): string {
	const value = form.get(field);
	return typeof value === 'string' ? value.trim() : '';
}

/** A list that was typed one a line. */
export function linesOf(text: string): string[] {
	return text
		.split(/\r?\n/)
		.map((line) => line.trim())
		.filter((line) => line !== '');
}

/** What was typed, or `null` for nothing. */
export function orNull(text: string): string | null {
	return text === '' ? null : text;
}

/** A number as it was typed, so that what is none is found by the check of the model. */
export function toNumber(text: string): number | string | null {
	if (text === '') return null;
	const number = Number(text.replace(',', '.'));
	return Number.isFinite(number) ? number : text;
}
