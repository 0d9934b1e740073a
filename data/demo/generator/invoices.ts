/** One invoice a month and client, for the month before: fees, hours, milestones, and what should
 *  not be there. */
import { workingDayOfMonth } from './calendar.ts';
import {
	type Agreement,
	AGREEMENTS,
	billedAgreement,
	type Client,
	clientById,
	CLIENTS,
	isClientIn,
} from './clients.ts';
import { addDays, type Day, eachMonth, lastDayOfMonth, monthOf } from './london.ts';
import { FIRST_DAY, LAST_DAY } from './provider.ts';
import { randomStream } from './random.ts';
import { BILLING_FLAWS, UNEXPLAINED_LINES } from './stories.ts';
import type { Ticket } from './ticket.ts';
import { hoursOf, type TimeEntry, workedOn } from './time-entry.ts';

type LineKind =
	'fee' | 'licences' | 'hours' | 'overage' | 'milestone' | 'advisory' | 'unexplained' | 'credit';

export interface InvoiceLine {
	kind: LineKind;
	description: string;
	quantity: number;
	unitPrice: number;
	amount: number;
	agreement: Agreement | null;
	month: string;
	ticket: Ticket | null;
	/** Hours in the time entries behind the line, where there are any. */
	loggedHours: number | null;
}

export interface Invoice {
	number: string;
	client: Client;
	/** The month whose work it bills. */
	month: string;
	currency: 'GBP' | 'USD';
	issuedOn: Day;
	dueOn: Day;
	isCreditNote: boolean;
	lines: InvoiceLine[];
	net: number;
	tax: number;
	total: number;
	paid: number;
}

interface UnbilledWork {
	ticket: Ticket;
	client: Client;
	month: string;
	hours: number;
	amount: number;
}

const VAT = 0.2;
export const cents = (amount: number): number => Math.round(amount * 100) / 100;
const tenths = (hours: number): number => Math.round(hours * 10) / 10;
const sumHours = (entries: readonly TimeEntry[]): number =>
	tenths(entries.reduce((sum, entry) => sum + hoursOf(entry), 0));

const monthName = (month: string): string =>
	new Date(`${month}-01T00:00:00Z`).toLocaleDateString('en-GB', {
		month: 'long',
		year: 'numeric',
		timeZone: 'UTC',
	});
const nextMonth = (month: string): string => monthOf(addDays(lastDayOfMonth(month), 1));
const isQuarterStart = (month: string): boolean =>
	['01', '04', '07', '10'].includes(month.slice(5));

interface LineParts {
	kind: LineKind;
	description: string;
	quantity: number;
	unitPrice: number;
	month: string;
	agreement?: Agreement | null;
	ticket?: Ticket | null;
	loggedHours?: number | null;
}

const line = ({
	agreement = null,
	ticket = null,
	loggedHours = null,
	...rest
}: LineParts): InvoiceLine => ({
	...rest,
	agreement,
	ticket,
	loggedHours,
	amount: cents(rest.quantity * rest.unitPrice),
});

function feeLines(agreement: Agreement, month: string): InvoiceLine[] {
	const lines: InvoiceLine[] = [];
	if (agreement.period === 'month' && agreement.fee !== null) {
		const description = `${agreement.name} (${agreement.id}), ${monthName(month)}`;
		lines.push(
			line({ kind: 'fee', description, quantity: 1, unitPrice: agreement.fee, month, agreement }),
		);
	}
	// Blocks of hours are paid in advance of their quarter.
	if (
		agreement.period === 'quarter' &&
		agreement.fee !== null &&
		isQuarterStart(nextMonth(month))
	) {
		const description = `${agreement.name} (${agreement.id}), quarter from ${monthName(nextMonth(month))}`;
		lines.push(
			line({
				kind: 'fee',
				description,
				quantity: 1,
				unitPrice: agreement.fee,
				month: nextMonth(month),
				agreement,
			}),
		);
	}
	if (agreement.productFee !== null) {
		const description = `Microsoft 365 and security licences, ${monthName(month)}`;
		lines.push(
			line({
				kind: 'licences',
				description,
				quantity: 1,
				unitPrice: agreement.productFee,
				month,
				agreement,
			}),
		);
	}
	return lines;
}

function overageLines(
	agreement: Agreement,
	month: string,
	entries: readonly TimeEntry[],
): InvoiceLine[] {
	const { model, includedHours, overageRate } = agreement;
	if (model !== 'retainer' || includedHours === null || overageRate === null) return [];
	const over = tenths(
		sumHours(entries.filter(({ coverage }) => coverage === 'included')) - includedHours,
	);
	if (over <= 0) return [];
	const description = `Hours above the ${includedHours} included (${agreement.id}), ${monthName(month)}`;
	return [
		line({
			kind: 'overage',
			description,
			quantity: over,
			unitPrice: overageRate,
			month,
			agreement,
			loggedHours: over,
		}),
	];
}

/** Hourly work, a line for each ticket; what has no ticket is billed together. */
function hourLines(
	agreement: Agreement,
	month: string,
	entries: readonly TimeEntry[],
): InvoiceLine[] {
	const hourly = entries.filter(
		({ isBillable, coverage }) =>
			isBillable && (coverage === 'out_of_scope' || coverage === 'included'),
	);
	return [...Map.groupBy(hourly, ({ ticket }) => ticket)].map(([ticket, own]) => {
		const hours = sumHours(own);
		return line({
			kind: 'hours',
			description: ticket
				? `${ticket.number} ${ticket.title}`
				: `Maintenance and calls without ticket, ${monthName(month)}`,
			quantity: hours,
			unitPrice: agreement.hourlyRate,
			month,
			agreement,
			ticket,
			loggedHours: hours,
		});
	});
}

function advisoryLines(
	agreement: Agreement,
	month: string,
	entries: readonly TimeEntry[],
): InvoiceLine[] {
	const own = entries.filter(({ coverage }) => coverage === 'advisory');
	const hours = sumHours(own);
	const rate = own[0]?.rate;
	if (rate === undefined) return [];
	const description = `Strategic advisory, ${monthName(month)}`;
	return [
		line({
			kind: 'advisory',
			description,
			quantity: hours,
			unitPrice: rate,
			month,
			agreement,
			loggedHours: hours,
		}),
	];
}

/** Two fifths of a project's price in its first month, the rest in its last. */
function milestoneLines(client: Client, month: string): InvoiceLine[] {
	const lines: InvoiceLine[] = [];
	for (const project of AGREEMENTS) {
		if (project.clientId !== client.id || project.period !== 'once' || project.fee === null)
			continue;
		const parts = [
			{ name: 'start', share: 0.4, on: project.validFrom },
			{ name: 'handover', share: 0.6, on: project.validTo ?? LAST_DAY },
		];
		for (const { name, share, on } of parts) {
			if (monthOf(on) !== month) continue;
			const description = `${project.name} (${project.id}), milestone at ${name}`;
			lines.push(
				line({
					kind: 'milestone',
					description,
					quantity: 1,
					unitPrice: project.fee * share,
					month,
					agreement: project,
				}),
			);
		}
	}
	return lines;
}

const unexplainedLines = (client: Client, month: string): InvoiceLine[] =>
	UNEXPLAINED_LINES.filter(
		(planned) => planned.clientId === client.id && planned.month === month,
	).map(({ description, amount }) =>
		line({ kind: 'unexplained', description, quantity: 1, unitPrice: amount, month }),
	);

const CREDITS = [
	{
		clientId: 'COB',
		month: '2026-02',
		description: 'Credit for a duplicate call-out',
		amount: -190,
	},
	{
		clientId: 'THO',
		month: '2026-05',
		description: 'Service-level credit, May 2026',
		amount: -217.5,
	},
] as const;

/** Late payers, and one who paid half; the rest pay within terms. */
function paidShare(client: Client, month: string, isDue: boolean): number {
	if (client.id === 'PEN' && month >= '2026-07') return month === '2026-07' ? 0.5 : 0;
	if (client.id === 'COB' && month === '2026-06') return 0;
	if (isDue) return 1;
	return randomStream(`payment ${client.id} ${month}`).chance(0.25) ? 1 : 0;
}

export interface Billing {
	invoices: Invoice[];
	unbilled: UnbilledWork[];
}

export function generateInvoices(entries: readonly TimeEntry[]): Billing {
	const months = eachMonth(FIRST_DAY, LAST_DAY).slice(0, -1);
	const byClientMonth = Map.groupBy(
		entries.filter(({ client }) => client),
		(entry) => `${entry.client?.id} ${monthOf(workedOn(entry))}`,
	);
	let next = 20_101;
	const invoices: Invoice[] = [];
	for (const month of months) {
		for (const client of CLIENTS) {
			const own = byClientMonth.get(`${client.id} ${month}`) ?? [];
			const agreement = billedAgreement(client.id, month);
			const lines = [
				...(agreement && isClientIn(client, lastDayOfMonth(month))
					? [
							...feeLines(agreement, month),
							...overageLines(agreement, month, own),
							...hourLines(agreement, month, own),
							...advisoryLines(agreement, month, own),
						]
					: []),
				...milestoneLines(client, month),
				...unexplainedLines(client, month),
			];
			if (lines.length > 0) invoices.push(invoice(`INV-${next++}`, client, month, lines));
		}
	}
	const unbilled = plantBillingFlaws(invoices);
	CREDITS.forEach(({ clientId, month, description, amount }, index) => {
		const credit = line({ kind: 'credit', description, quantity: 1, unitPrice: amount, month });
		invoices.push(invoice(`CN-${String(311 + index)}`, clientById(clientId), month, [credit]));
	});
	for (const finished of invoices) settle(finished);
	return {
		invoices: invoices.sort((a, b) =>
			a.issuedOn < b.issuedOn ? -1 : a.issuedOn > b.issuedOn ? 1 : 0,
		),
		unbilled,
	};
}

function invoice(number: string, client: Client, month: string, lines: InvoiceLine[]): Invoice {
	const issuedOn = workingDayOfMonth(nextMonth(month), 5);
	return {
		number,
		client,
		month,
		currency: client.isNewYork ? 'USD' : 'GBP',
		issuedOn,
		dueOn: addDays(issuedOn, 30),
		isCreditNote: lines.some(({ kind }) => kind === 'credit'),
		lines,
		net: 0,
		tax: 0,
		total: 0,
		paid: 0,
	};
}

/** Forgets some tickets altogether and bills others short. */
function plantBillingFlaws(invoices: Invoice[]): UnbilledWork[] {
	const random = randomStream('billing flaws');
	const excluded = invoices.flatMap((owner) =>
		owner.lines
			.filter(
				({ kind, ticket, month, agreement }) =>
					kind === 'hours' &&
					ticket !== null &&
					month >= BILLING_FLAWS.since &&
					agreement?.model !== 'time_and_materials',
			)
			.map((line) => ({ owner, line })),
	);
	// Only tickets with a single line, so that a ticket is forgotten or short as a whole.
	const linesOf = Map.groupBy(
		invoices.flatMap(({ lines }) => lines),
		({ ticket }) => ticket,
	);
	const shuffled = random.shuffle(
		excluded.filter(({ line }) => linesOf.get(line.ticket)?.length === 1),
	);
	const forgotten = shuffled.slice(0, BILLING_FLAWS.unbilledTickets);
	for (const { owner, line } of forgotten) {
		owner.lines = owner.lines.filter((candidate) => candidate !== line);
	}
	shuffled
		.slice(BILLING_FLAWS.unbilledTickets)
		.filter(({ line }) => line.quantity >= 1.5)
		.slice(0, BILLING_FLAWS.shortBilledLines)
		.forEach(({ line }, index) => {
			line.quantity = tenths(line.quantity - 0.5 - 0.2 * index);
			line.amount = cents(line.quantity * line.unitPrice);
		});
	return forgotten.flatMap(({ owner, line: { ticket, month, quantity, amount } }) =>
		ticket ? [{ ticket, client: owner.client, month, hours: quantity, amount }] : [],
	);
}

function settle(target: Invoice): void {
	target.net = cents(target.lines.reduce((sum, { amount }) => sum + amount, 0));
	const taxes = target.lines.map((one) => taxOf(target, one));
	target.tax = cents(taxes.reduce((sum, tax) => sum + tax, 0));
	target.total = cents(target.net + target.tax);
	const { client, month, dueOn, isCreditNote } = target;
	const share = isCreditNote ? 1 : paidShare(client, month, dueOn <= LAST_DAY);
	target.paid = cents(target.total * share);
}

export const taxOf = ({ client }: Invoice, { amount }: InvoiceLine): number =>
	client.isNewYork ? 0 : cents(amount * VAT);
