/** The files in Waybill's own layout, and the manifest that lists all files. */
import type { Approval } from './approvals.ts';
import { AGREEMENTS, CLIENTS } from './clients.ts';
import { type Cell, toCsv } from './csv.ts';
import { isoInstant } from './london.ts';
import { ABSENCES, HOURS_PER_DAY, TECHNICIANS } from './provider.ts';
import {
	clientDocuments,
	clientSizes,
	MAJOR_INCIDENT_HEADER,
	majorIncidents,
	ONBOARDING,
} from './records.ts';
import { BILLING_CODES, SCOPE_RULES } from './scope.ts';
import { CLOCKIFY_USERS } from './source-exports.ts';
import type { Ticket } from './ticket.ts';

const aliasRows = (): string[][] => [
	...CLIENTS.flatMap(({ id, spelledAs }) =>
		Object.entries(spelledAs).map(([source, value]) => [source, 'client', value, id]),
	),
	...Object.entries(CLOCKIFY_USERS).map(([name, value]) => ['clockify', 'person', value, name]),
];

function agreementRows(): Cell[][] {
	return AGREEMENTS.map((agreement) => [
		agreement.id,
		agreement.clientId,
		agreement.name,
		agreement.model,
		agreement.validFrom,
		agreement.validTo,
		agreement.period,
		agreement.includedHours,
		agreement.fee,
		agreement.productFee,
		agreement.hourlyRate,
		agreement.overageRate,
		agreement.currency,
		String(agreement.carryOver),
		6,
		agreement.clientId === 'HUD' ? 'New York office hours' : 'London service hours',
		agreement.slaPolicy,
		agreement.noticeOn,
		agreement.renewalOn,
	]);
}

function approvalRows(approvals: readonly Approval[]): Cell[][] {
	return approvals.map((approval) => [
		approval.id,
		approval.ticket.client.id,
		approval.agreement.id,
		approval.ticket.number,
		isoInstant(approval.requestedAt),
		approval.approvedAt === null ? null : isoInstant(approval.approvedAt),
		approval.approvedBy,
		approval.capHours,
		(approval.capHours * approval.agreement.hourlyRate).toFixed(2),
		approval.kind,
	]);
}

/** Files in Waybill's own layout, by name. */
export function ownFiles(
	tickets: readonly Ticket[],
	approvals: readonly Approval[],
): Map<string, string> {
	const csv = (header: string, rows: Iterable<readonly Cell[]>): string =>
		toCsv(header.split(','), rows);
	return new Map([
		[
			'client.csv',
			csv(
				'client_id,name,time_zone,calendar,segment,started_on,ended_on',
				CLIENTS.map((client) => [
					client.id,
					client.name,
					client.isNewYork ? 'America/New_York' : 'Europe/London',
					client.isNewYork ? 'New York office hours' : 'London service hours',
					client.segment,
					client.startedOn,
					null,
				]),
			),
		],
		[
			'person.csv',
			csv(
				'person,team,tier,weekly_hours,cost_rate,currency,started_on,ended_on',
				TECHNICIANS.map((person) => [
					person.name,
					person.team,
					person.tier,
					person.workdays.length * HOURS_PER_DAY,
					person.costRate.toFixed(2),
					'GBP',
					person.startedOn,
					person.endedOn,
				]),
			),
		],
		['alias.csv', csv('source,kind,value,canonical_id', aliasRows())],
		[
			'billing_code.csv',
			csv(
				'code,name,class',
				BILLING_CODES.map(({ code, name, coverage }) => [code, name, coverage]),
			),
		],
		[
			'agreement.csv',
			csv(
				'agreement_id,client,name,model,valid_from,valid_to,period,included_hours,fee,product_fee,hourly_rate,overage_rate,currency,carry_over,rounding_minutes,calendar,sla_policy,notice_on,renewal_on',
				agreementRows(),
			),
		],
		[
			'scope_rule.csv',
			csv(
				'agreement_id,precedence,field,operator,value,coverage,valid_from,valid_to',
				SCOPE_RULES.map((rule) => [
					rule.agreementId,
					rule.precedence,
					rule.field,
					rule.operator,
					rule.value,
					rule.coverage,
					rule.validFrom,
					null,
				]),
			),
		],
		[
			'client_size.csv',
			csv(
				'client,as_of_on,users,endpoints',
				clientSizes().map(({ clientId, asOfOn, users, endpoints }) => [
					clientId,
					asOfOn,
					users,
					endpoints,
				]),
			),
		],
		[
			'absence.csv',
			csv(
				'person,absent_on,hours',
				ABSENCES.map(({ person, day, hours }) => [person, day, hours]),
			),
		],
		[
			'approval.csv',
			csv(
				'approval_id,client,agreement,ticket_id,requested_at,approved_at,approved_by,cap_hours,cap_amount,kind',
				approvalRows(approvals),
			),
		],
		[
			'onboarding_step.csv',
			csv(
				'client,step,done_on,evidence',
				ONBOARDING.map(({ clientId, step, doneOn, evidence }) => [
					clientId,
					step,
					doneOn,
					evidence,
				]),
			),
		],
		[
			'major_incident.csv',
			csv(
				MAJOR_INCIDENT_HEADER.join(','),
				majorIncidents(tickets).map(({ cells }) => cells),
			),
		],
		[
			'client_document.csv',
			csv(
				'client,kind,location,reviewed_on,owner',
				clientDocuments().map(({ clientId, kind, location, reviewedOn, owner }) => [
					clientId,
					kind,
					location,
					reviewedOn,
					owner,
				]),
			),
		],
	]);
}

/** Says who is who across the systems; no relation of its own, so it is not among the files. */
export const aliasFile = 'alias.csv';

interface ManifestEntry {
	file: string;
	source: 'servicenow' | 'clockify' | 'xero' | 'waybill';
	zone: string;
	dateOrder?: 'dmy';
}

/** In loading order: who and what is agreed first, so that later files find their clients. */
export function manifest(ownFileNames: Iterable<string>): ManifestEntry[] {
	const zone = 'Europe/London';
	const own = [...ownFileNames]
		.filter((file) => file !== aliasFile)
		.map((file): ManifestEntry => ({ file, source: 'waybill', zone }));
	return [
		...own,
		{
			file: 'servicenow_incident_event_log.csv.gz',
			source: 'servicenow',
			zone,
			dateOrder: 'dmy',
		},
		{ file: 'ticket_event.csv', source: 'servicenow', zone },
		{ file: 'clockify_detailed.csv', source: 'clockify', zone, dateOrder: 'dmy' },
		{ file: 'xero_sales_invoices.csv', source: 'xero', zone, dateOrder: 'dmy' },
	];
}
