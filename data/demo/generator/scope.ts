/** What an agreement covers, as rules, and what each billing code claims. */
import { CATEGORIES } from './catalogue.ts';
import { type Agreement, AGREEMENTS, CLIENTS, type Coverage, serviceAgreement } from './clients.ts';
import type { Day } from './london.ts';

interface BillingCode {
	code: string;
	name: string;
	coverage: Coverage;
}

export const BILLING_CODES: readonly BillingCode[] = [
	{ code: 'MS', name: 'Included managed services', coverage: 'included' },
	{ code: 'OOS', name: 'Out-of-scope support', coverage: 'out_of_scope' },
	{ code: 'PRJ', name: 'Project delivery', coverage: 'project' },
	{ code: 'ADV', name: 'Strategic advisory', coverage: 'advisory' },
	{ code: 'INT', name: 'Internal non-billable', coverage: 'internal' },
];

export function codeNameFor(coverage: Coverage): string {
	const found = BILLING_CODES.find((code) => code.coverage === coverage);
	if (!found) throw new Error(`No billing code for ${coverage}`);
	return found.name;
}

/** `in` takes values parted by `|`. Of the rules that match, the lowest precedence decides. */
interface ScopeRule {
	agreementId: string;
	precedence: number;
	field: 'category' | 'subcategory';
	operator: 'equals' | 'in';
	value: string;
	coverage: Coverage;
	validFrom: Day;
}

const ORDINARY_WORK = CATEGORIES.join('|');

/** What each service agreement excludes, and last the rule that includes all ordinary work. */
export const SCOPE_RULES: readonly ScopeRule[] = CLIENTS.flatMap((client) => {
	const { id: agreementId, validFrom } = firstServiceAgreement(client.id);
	return [
		...client.exclusions.map((value, index): ScopeRule => ({
			agreementId,
			precedence: 10 * (index + 1),
			field: 'subcategory',
			operator: 'equals',
			value,
			coverage: 'out_of_scope',
			validFrom,
		})),
		{
			agreementId,
			precedence: 90,
			field: 'category',
			operator: 'in',
			value: ORDINARY_WORK,
			coverage: 'included',
			validFrom,
		},
	];
});

function firstServiceAgreement(clientId: string): Agreement {
	const first = AGREEMENTS.find(
		(agreement) => agreement.clientId === clientId && agreement.period !== 'once',
	);
	if (!first) throw new Error(`${clientId} has no service agreement`);
	return first;
}

/** The coverage that the rules give to a ticket's work; null when no rule speaks. */
export function evaluateScope(
	ticket: { clientId: string; category: string; subcategory: string },
	workedOn: Day,
): Coverage | null {
	const agreement = serviceAgreement(ticket.clientId, workedOn);
	const match = SCOPE_RULES.find(
		(rule) =>
			rule.agreementId === agreement?.id &&
			(rule.operator === 'equals'
				? ticket[rule.field] === rule.value
				: rule.value.split('|').includes(ticket[rule.field])),
	);
	return match?.coverage ?? null;
}
