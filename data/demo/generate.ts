/** Writes the demo exports beside this file. Run: `node data/demo/generate.ts`.
 *  The same Node gives the same bytes; nothing here reads the clock. */
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { generateApprovals } from './generator/approvals.ts';
import { measure } from './generator/facts.ts';
import { generateInvoices } from './generator/invoices.ts';
import { isoInstant } from './generator/london.ts';
import { aliasFile, manifest, ownFiles } from './generator/own-exports.ts';
import { AS_OF } from './generator/provider.ts';
import { writeReadme } from './generator/readme.ts';
import { clockifyCsv, eventLogCsv, ticketEventCsv, xeroCsv } from './generator/source-exports.ts';
import { generateTickets } from './generator/tickets.ts';
import { verify } from './generator/verify.ts';
import { WorkLog } from './generator/work.ts';

const tickets = generateTickets();
const { entries } = new WorkLog(tickets);
const approvals = generateApprovals(entries);
const billing = generateInvoices(entries);
const world = { tickets, entries, approvals, billing };

const facts = measure(world);
verify(world, facts);

const own = ownFiles(tickets, approvals);
const toJson = (value: unknown): string => `${JSON.stringify(value, null, '\t')}\n`;

const files = new Map<string, string | Uint8Array>([
	...own,
	['servicenow_incident_event_log.csv.gz', gzipSync(eventLogCsv(tickets), { level: 9 })],
	['ticket_event.csv', ticketEventCsv(tickets)],
	['clockify_detailed.csv', clockifyCsv(entries)],
	['xero_sales_invoices.csv', xeroCsv(billing.invoices)],
	[
		'manifest.json',
		toJson({
			asOf: isoInstant(AS_OF),
			reportingZone: 'Europe/London',
			aliases: aliasFile,
			model: 'model.yaml',
			files: manifest(own.keys()),
		}),
	],
	['facts.json', toJson(facts)],
	['README.md', writeReadme(facts)],
]);

for (const [name, content] of files) writeFileSync(new URL(name, import.meta.url), content);
console.log(`Wrote ${files.size} files: ${tickets.length} tickets, ${entries.length} time entries`);
