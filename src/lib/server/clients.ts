import { FilterError } from '#lib/filters.ts';
import type { Reader } from './warehouse/reader.ts';

export interface Client {
	client_id: string;
	name: string;
}

/** Every client that the data knows, by name. */
export async function readClients(reader: Reader): Promise<Client[]> {
	const data = await reader.describe();
	if (data === null) return [];
	const rows = await reader.query(
		data.dataVersion,
		'select client_id, name from known_client order by lower(name), client_id',
		{},
	);
	return rows as unknown as Client[];
}

/** @throws {FilterError} when an address names a client that the data does not know */
export function requireKnownClients(ids: readonly string[], clients: readonly Client[]): void {
	const known = new Set(clients.map(({ client_id }) => client_id));
	const unknown = ids.find((id) => !known.has(id));
	if (unknown !== undefined) throw new FilterError(`There is no client called “${unknown}”.`);
}
