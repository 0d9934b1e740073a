import { codeClassNames } from '../model/model-schema.ts';
import type { RelationName } from '../import/relations.ts';

/** A relation whose records can be typed in. */
export interface RecordKind {
	title: string;
	/** What a person decides or knows here that no export says. */
	words: string;
	/** The values that a field may have. */
	choices?: Record<string, readonly string[]>;
	/** What a field is, where its name does not say it. */
	hints?: Record<string, string>;
}

const documents = [
	...['network diagram', 'asset inventory', 'configuration record', 'credential location'],
	...['change history', 'runbook', 'escalation path'],
];

/** The relations that most small providers have no export of, in the order in which they are set up. */
export const recordKinds = {
	client: {
		title: 'Clients',
		words: 'Who buys the service, in which zone and with which calendar.',
	},
	agreement: {
		title: 'Agreements',
		words:
			'What was agreed, from when to when. A change is a further row that is valid from its day on.',
		choices: {
			model: [
				...['retainer', 'block_hours', 'usage', 'time_and_materials', 'fixed_price', 'per_ticket'],
			],
			period: ['month', 'quarter', 'year', 'once'],
		},
		hints: {
			product_fee: 'of the fee, what is for products of others, at retail',
			valid_to: 'the last day in force',
			sla_policy: 'the name of a policy of targets',
			calendar: 'the name of a calendar',
		},
	},
	scope_rule: {
		title: 'Scope rules',
		words:
			'What an agreement covers. Of the rules that match, the one of lowest precedence decides.',
		choices: {
			coverage: codeClassNames,
			operator: ['equals', 'in', 'contains', 'starts_with'],
		},
		hints: {
			field: 'a field of the ticket, such as subcategory',
			value: '“in” takes values parted by |',
		},
	},
	billing_code: {
		title: 'Billing codes',
		words: 'Codes of your own and what they stand for.',
		choices: { class: codeClassNames },
	},
	person: {
		title: 'People',
		words: 'Who works for you, in which team, for how many hours a week.',
	},
	absence: {
		title: 'Absences',
		words: 'Days on which somebody is away. Hours of 0 take an absence back.',
	},
	approval: {
		title: 'Approvals',
		words:
			'Work beyond an agreement that a client approved: when it was asked, when and by whom approved.',
		choices: { kind: ['prior', 'emergency', 'retroactive'] },
	},
	onboarding_step: {
		title: 'Onboarding',
		words: 'The ten steps of a client’s setup, each done only with a day and evidence.',
		hints: { step: '1 to 10' },
	},
	client_document: {
		title: 'Client documents',
		words: 'What is written down of a client, where, and when it was last looked at.',
		choices: { kind: documents },
	},
	client_size: {
		title: 'Client sizes',
		words: 'Users and endpoints of a client on a day.',
	},
} as const satisfies Partial<Record<RelationName, RecordKind>>;

export type HandRelation = keyof typeof recordKinds;

/** Whether records of a relation can be typed in. */
export function isHandRelation(name: string): name is HandRelation {
	return Object.hasOwn(recordKinds, name);
}
