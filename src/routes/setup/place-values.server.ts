import { fail, redirect } from '@sveltejs/kit';
import { getApp } from '#lib/server/app.ts';
import { listMeanings } from '#lib/server/model/meanings.ts';
import { readRows, textOf } from '#lib/server/setup/form-rows.ts';
import { readModel } from '#lib/server/store/model-versions.ts';
import { writeValueMappings, type MappedKind } from '#lib/server/store/value-mappings.ts';

/** A value of the data that neither a person nor the service model gives a meaning. */
export interface UnplacedValue {
	source: string;
	value: string;
	row_count: number;
}

/** The values of a kind that nothing covers, those in most rows first. */
export async function findUnplaced(kind: string): Promise<UnplacedValue[]> {
	const { reader } = await getApp();
	const data = await reader.describe();
	if (data === null) return [];
	const rows = await reader.query(
		data.dataVersion,
		`select source, value, row_count from value_in_use
		where kind = $kind and meaning is null
		order by row_count desc, source, value limit 500`,
		{ kind },
	);
	return rows as unknown as UnplacedValue[];
}

/** The action of a form that says what values mean; those left open stay open. */
export const placeValues =
	(kind: MappedKind) =>
	async ({ request, url }: { request: Request; url: URL }) => {
		const { store, facts } = await getApp();
		const meanings = listMeanings(readModel(store).model, kind);
		const placed = readRows(await request.formData(), 'value')
			.map((row) => ({
				source: row['source']?.[0] ?? '',
				kind,
				value: row['value']?.[0] ?? '',
				canonical: textOf(row, 'meaning'),
			}))
			.filter(({ canonical }) => canonical !== '');
		const unknown = placed.find(({ canonical }) => !meanings.includes(canonical));
		if (unknown) {
			return fail(400, {
				problems: [`There is no “${unknown.canonical}”. Look at the page again and choose one.`],
			});
		}
		if (writeValueMappings(store, placed) > 0) facts.request();
		redirect(303, url.pathname);
	};
