import { formatCsv } from '#lib/formats/csv.ts';
import { importFile } from '#lib/server/import/import-file.ts';
import { relationNames, type RelationName } from '#lib/server/import/relations.ts';
import { writeAliases, type Alias } from '#lib/server/store/aliases.ts';
import { writeSetting } from '#lib/server/store/settings.ts';
import type { DataFolder } from '#lib/server/warehouse/data-folder.ts';
import type { Reader } from '#lib/server/warehouse/reader.ts';
import { write } from '#lib/server/warehouse/writer.ts';
import { select } from './questions.ts';
import { writeTable } from './warehouse.ts';

/** Which rows of a relation are about one client; those not listed are about none. */
const ofClient: Partial<Record<RelationName, string>> = {
	client: 'client_id = $client',
	ticket: `(source, client) in (select source, value from client_name where client_id = $client)`,
	ticket_event: `(source, ticket_id) in (
		select source, ticket_id from ticket_fact where client_id = $client)`,
	major_incident: 'ticket_id in (select ticket_id from ticket_fact where client_id = $client)',
	scope_rule: 'agreement_id in (select agreement_id from agreement where client = $client)',
	invoice_line: `invoice_number in (
		select invoice_number from invoice join client_name
			on client_name.source = invoice.source and client_name.value = invoice.client
		where client_id = $client)`,
};

const bookkeeping = [
	'source',
	'unit_id',
	'record_id',
	'content_hash',
	'content_import_id',
	'first_import_id',
	'last_import_id',
];

/** Fills a folder with what another warehouse has of one client, under the same sources. */
export async function copyOneClient(
	reader: Reader,
	folder: DataFolder,
	client: string,
): Promise<void> {
	const data = await reader.describe();
	const aliases = await select(
		reader,
		`select * from alias where kind = 'person' or canonical_id = $client`,
		{ client },
	);
	await write(folder, async (writer) => {
		writeSetting(writer.store, 'reportingZone', data!.reportingZone);
		writeSetting(writer.store, 'asOf', data!.asOf);
		writeAliases(writer.store, aliases as unknown as Alias[]);
		for (const relation of relationNames) {
			const { columns } = await reader.prepare(`select * from ${relation}`);
			const isNamed = 'client' in columns;
			const condition =
				ofClient[relation] ??
				(isNamed
					? `(source, client) in (select source, value from client_name where client_id = $client)`
					: 'true');
			const rows = await select(
				reader,
				`select * exclude (unit_id, record_id, content_hash) from ${relation}
				where ${condition} order by record_id`,
				{ client },
			);
			for (const [source, own] of Map.groupBy(rows, (row) => String(row['source']))) {
				// A column that is there and empty is not the same as one that no export had.
				const fields = Object.keys(columns).filter(
					(name) => !bookkeeping.includes(name) && own.some((row) => row[name] !== null),
				);
				const table = [fields, ...own.map((row) => fields.map((field) => row[field]))];
				const path = writeTable(`${relation}.csv`, formatCsv(table), folder.temporary);
				await importFile(writer, path, { source, zone: 'UTC' });
			}
		}
	});
}
