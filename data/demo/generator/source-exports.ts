/** The world written down as ServiceNow, Clockify and Xero would export it. */
import { type Cell, toCsv } from './csv.ts';
import { type Invoice, type InvoiceLine, taxOf } from './invoices.ts';
import {
	clockWithSeconds,
	dayFirst,
	eventLogTime,
	isoInstant,
	localTime,
	MINUTE,
} from './london.ts';
import { LEVEL_LABELS, PRIORITY_LABELS } from './priority.ts';
import { codeNameFor } from './scope.ts';
import { isOpen, type Ticket, type Version } from './ticket.ts';
import { hoursOf, type TimeEntry } from './time-entry.ts';

const EVENT_LOG_HEADER =
	'number,incident_state,active,reassignment_count,reopen_count,sys_mod_count,made_sla,caller_id,opened_by,opened_at,sys_created_by,sys_created_at,sys_updated_by,sys_updated_at,contact_type,location,category,subcategory,u_symptom,cmdb_ci,impact,urgency,priority,assignment_group,assigned_to,knowledge,u_priority_confirmation,notify,problem_id,rfc,vendor,caused_by,closed_code,resolved_by,resolved_at,closed_at,company,short_description,description,due_date,close_notes'.split(
		',',
	);

const MISSING = '?';
const orMissing = (value: string | null): string => value ?? MISSING;
const timeOrMissing = (at: number | null): string => (at === null ? MISSING : eventLogTime(at));

function eventLogRow(ticket: Ticket, version: Version): Cell[] {
	const openedAt = eventLogTime(ticket.openedAt);
	return [
		ticket.number,
		version.state,
		String(version.state !== 'Closed' && version.state !== 'Canceled'),
		version.reassignments,
		version.reopens,
		version.modifications,
		String(version.madeSla),
		orMissing(ticket.contact),
		ticket.openedBy,
		openedAt,
		ticket.openedBy,
		openedAt,
		version.by,
		eventLogTime(version.at),
		ticket.channel,
		ticket.client.site,
		ticket.arrival.issue.category,
		orMissing(ticket.subcategory),
		MISSING,
		orMissing(ticket.system),
		LEVEL_LABELS[version.impact],
		LEVEL_LABELS[version.urgency],
		PRIORITY_LABELS[version.priority],
		version.queue,
		orMissing(version.assignee),
		String(!isOpen(version.state) && (version.closeNotes ?? '').length > 120),
		String(version.reassignments > 0),
		'Do Not Notify',
		MISSING,
		MISSING,
		MISSING,
		MISSING,
		orMissing(version.closedCode),
		orMissing(version.resolvedBy),
		timeOrMissing(version.resolvedAt),
		timeOrMissing(version.closedAt),
		ticket.client.spelledAs.servicenow ?? ticket.client.name,
		ticket.title,
		orMissing(ticket.description),
		timeOrMissing(version.dueAt),
		orMissing(version.closeNotes),
	];
}

export const eventLogCsv = (tickets: readonly Ticket[]): string =>
	toCsv(
		EVENT_LOG_HEADER,
		tickets.flatMap((ticket) => ticket.versions.map((version) => eventLogRow(ticket, version))),
	);

export const ticketEventCsv = (tickets: readonly Ticket[]): string =>
	toCsv(
		['ticket_id', 'at', 'kind', 'from_value', 'to_value', 'actor', 'actor_kind'],
		tickets.flatMap(({ number, messages }) =>
			messages.map(({ at, kind, actor, actorKind }) => [
				number,
				isoInstant(at),
				kind,
				null,
				null,
				actor,
				actorKind,
			]),
		),
	);

const CLOCKIFY_HEADER = [
	'Project',
	'Client',
	'Description',
	'Task',
	'User',
	'Group',
	'Email',
	'Tags',
	'Billable',
	'Start Date',
	'Start Time',
	'End Date',
	'End Time',
	'Duration (h)',
	'Duration (decimal)',
	'Billable Rate (GBP)',
	'Billable Amount (GBP)',
	'Date of creation',
];

/** Display names in the time tracker, where they differ. */
export const CLOCKIFY_USERS: Readonly<Record<string, string>> = { 'Samir Haddad': 'Sam Haddad' };

const emailOf = (person: string): string => {
	const [first = '', last = ''] = person.toLowerCase().split(' ');
	return `${first.slice(0, 1)}.${last}@hlit.example`;
};

function clockifyRow(entry: TimeEntry): Cell[] {
	const start = localTime(entry.startedAt);
	const end = localTime(entry.startedAt + entry.minutes * MINUTE);
	const entered = localTime(entry.enteredAt);
	const { client, person } = entry;
	return [
		entry.project,
		client ? (client.spelledAs.clockify ?? client.name) : '',
		entry.note,
		entry.ticket?.number ?? '',
		CLOCKIFY_USERS[person.name] ?? person.name,
		'',
		emailOf(person.name),
		`${entry.category}, ${codeNameFor(entry.coverage)}`,
		entry.isBillable ? 'Yes' : 'No',
		dayFirst(start.day),
		clockWithSeconds(start.minute),
		dayFirst(end.day),
		clockWithSeconds(end.minute),
		clockWithSeconds(entry.minutes),
		hoursOf(entry).toFixed(2),
		entry.rate.toFixed(2),
		(entry.rate * hoursOf(entry)).toFixed(2),
		`${dayFirst(entered.day)} ${clockWithSeconds(entered.minute)}`,
	];
}

export const clockifyCsv = (entries: readonly TimeEntry[]): string =>
	toCsv(CLOCKIFY_HEADER, entries.map(clockifyRow), { quoteAll: true, lineEnd: '\r\n' });

const XERO_HEADER =
	'ContactName,EmailAddress,POAddressLine1,POAddressLine2,POAddressLine3,POAddressLine4,POCity,PORegion,POPostalCode,POCountry,SAAddressLine1,SAAddressLine2,SAAddressLine3,SAAddressLine4,SACity,SARegion,SAPostalCode,SACountry,InvoiceNumber,Reference,InvoiceDate,DueDate,PlannedDate,Total,TaxTotal,InvoiceAmountPaid,InvoiceAmountDue,InventoryItemCode,Description,Quantity,UnitAmount,Discount,LineAmount,AccountCode,TaxType,TaxAmount,TrackingName1,TrackingOption1,TrackingName2,TrackingOption2,Currency,Type,Sent,Status'.split(
		',',
	);

const ITEM_CODES: Record<InvoiceLine['kind'], string> = {
	fee: 'FEE',
	licences: 'LIC',
	hours: 'HRS',
	overage: 'OVER',
	milestone: 'PRJ',
	advisory: 'ADV',
	unexplained: '',
	credit: 'CREDIT',
};

function xeroRow(invoice: Invoice, line: InvoiceLine): Cell[] {
	const { client, number, total, tax, paid } = invoice;
	const isSettled = Math.abs(total - paid) < 0.005;
	const noAddress = Array.from({ length: 4 }, () => null);
	const country = client.isNewYork ? 'United States' : 'United Kingdom';
	return [
		client.spelledAs.xero ?? client.name,
		`accounts@${client.id.toLowerCase()}.example`,
		...noAddress,
		client.isNewYork ? 'New York' : 'London',
		null,
		null,
		country,
		...noAddress,
		null,
		null,
		null,
		null,
		number,
		null,
		dayFirst(invoice.issuedOn),
		dayFirst(invoice.dueOn),
		null,
		total.toFixed(2),
		tax.toFixed(2),
		paid.toFixed(2),
		(total - paid).toFixed(2),
		ITEM_CODES[line.kind],
		line.description,
		line.quantity.toFixed(4),
		line.unitPrice.toFixed(4),
		null,
		line.amount.toFixed(2),
		line.kind === 'licences' ? '210' : '200',
		client.isNewYork ? 'Zero Rated Income' : '20% (VAT on Income)',
		taxOf(invoice, line).toFixed(2),
		...(line.agreement ? ['Agreement', line.agreement.id] : [null, null]),
		...(line.agreement ? ['Service month', line.month] : [null, null]),
		invoice.currency,
		invoice.isCreditNote ? 'Sales credit note' : 'Sales invoice',
		'Sent',
		isSettled ? 'Paid' : 'Awaiting Payment',
	];
}

export const xeroCsv = (invoices: readonly Invoice[]): string =>
	toCsv(
		XERO_HEADER,
		invoices.flatMap((invoice) => invoice.lines.map((line) => xeroRow(invoice, line))),
	);
