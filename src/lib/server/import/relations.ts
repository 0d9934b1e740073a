/**
 * What the loader has to know of each relation beyond its columns, which are those of
 * `queries/staging/NAME.sql` and of the migrated tables.
 */
export interface Relation {
	/** Fields without which a row cannot be used (starred in the data model). */
	required: readonly string[];
	/** The fields that name a record within its source. */
	key?: readonly string[];
	/**
	 * For relations whose export carries no id: a file replaces the rows that share these fields.
	 * With several fields it replaces every combination of the values that it contains, so that a
	 * day from which a person's entries were deleted becomes empty.
	 */
	replaces?: readonly string[];
	/** Fields that staging works out where the file does not bring them. */
	derives?: readonly string[];
	/** The field of the key that numbers records which are alike in all other fields of it. */
	numbers?: string;
}

export const relations = {
	client: { required: ['client_id', 'name'], key: ['client_id'] },
	ticket: { required: ['ticket_id', 'title', 'status', 'created_at'], key: ['ticket_id'] },
	ticket_event: {
		required: ['ticket_id', 'at', 'kind'],
		key: ['ticket_id', 'at', 'kind', 'from_value', 'to_value', 'ordinal'],
		derives: ['ordinal'],
		numbers: 'ordinal',
	},
	time_entry: {
		required: ['person', 'worked_on', 'actual_hours'],
		key: ['entry_id'],
		replaces: ['person', 'worked_on'],
	},
	person: { required: ['person'], key: ['person'] },
	absence: { required: ['person', 'absent_on'], key: ['person', 'absent_on'] },
	agreement: {
		required: ['agreement_id', 'client', 'model', 'valid_from'],
		key: ['agreement_id', 'valid_from'],
	},
	scope_rule: {
		required: ['agreement_id', 'precedence', 'field', 'operator', 'value', 'coverage'],
		replaces: ['agreement_id'],
	},
	billing_code: { required: ['code', 'class'], key: ['code'] },
	approval: { required: ['approval_id', 'client'], key: ['approval_id'] },
	invoice: {
		required: ['invoice_number', 'client', 'issued_on', 'currency', 'total'],
		key: ['invoice_number'],
	},
	invoice_line: {
		required: ['invoice_number', 'amount'],
		replaces: ['invoice_number'],
		derives: ['line_number'],
	},
	onboarding_step: { required: ['client', 'step'], key: ['client', 'step'] },
	major_incident: { required: ['ticket_id', 'severity'], key: ['ticket_id'] },
	client_document: { required: ['client', 'kind'], replaces: ['client'] },
	client_size: { required: ['client', 'as_of_on'], key: ['client', 'as_of_on'] },
} as const satisfies Record<string, Relation>;

export type RelationName = keyof typeof relations;

export const relationNames = Object.keys(relations) as RelationName[];

/** The columns of a version that are ours and not the record's. */
export const bookkeeping: readonly string[] = [
	'source',
	'unit_id',
	'record_id',
	'content_hash',
	'import_id',
	'record_number',
	'is_current',
	'first_import_id',
	'last_import_id',
];
