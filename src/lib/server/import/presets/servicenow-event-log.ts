import { scoreByMarks, type FileColumns, type Feed, type Preset } from '../preset.ts';

const changeable = [
	{ kind: 'status', spellings: ['incident_state', 'state'] },
	{ kind: 'priority', spellings: ['priority'] },
	{ kind: 'assignee', spellings: ['assigned_to'] },
	{ kind: 'queue', spellings: ['assignment_group'] },
] as const;

const updated = ['sys_updated_at', 'sys_updated_on'];

/** Time first: the modification count of this log is not always in step with it. */
const order = (file: FileColumns) =>
	`to_instant(${file.column(...updated)}), try_cast(${file.column('sys_mod_count')} as integer), record_number`;

/**
 * A ServiceNow incident log: one row per modification of an incident, each with the whole record.
 * The last row of an incident is its state; the differences between its rows are its history.
 */
export const servicenowEventLog: Preset = {
	system: 'servicenow',
	name: 'ServiceNow incident event log',
	isVerified: true,
	score: (header) =>
		scoreByMarks(header, [['number'], ['incident_state', 'state'], ['sys_mod_count'], updated]),
	feeds: (): Feed[] => [
		{
			relation: 'ticket',
			lacks: ['title'],
			rows: (file) => `
				select * from file
				qualify row_number() over (
					partition by ${file.column('number')} order by ${order(file)}
				) = count(*) over (partition by ${file.column('number')})`,
			fields: {
				ticket_id: ['number'],
				client: ['company'],
				title: ['short_description'],
				description: ['description'],
				type: ['sys_class_name'],
				status: ['incident_state', 'state'],
				priority: ['priority'],
				impact: ['impact'],
				urgency: ['urgency'],
				category: ['category'],
				subcategory: ['subcategory'],
				related_system: ['cmdb_ci'],
				queue: ['assignment_group'],
				assignee: ['assigned_to'],
				contact: ['caller_id'],
				channel: ['contact_type'],
				created_at: ['opened_at', 'sys_created_at', 'sys_created_on'],
				resolved_at: ['resolved_at'],
				closed_at: ['closed_at'],
				updated_at: updated,
				due_at: ['due_date', 'sla_due'],
				source_resolution_met: ['made_sla'],
				reopen_count: ['reopen_count'],
				reassignment_count: ['reassignment_count'],
				resolution_note: ['close_notes'],
			},
		},
		{
			relation: 'ticket_event',
			rows: toChanges,
			fields: {
				ticket_id: () => 'ticket_id',
				at: () => 'changed_at',
				kind: () => 'kind',
				from_value: () => 'from_value',
				to_value: () => 'to_value',
				actor: () => 'actor',
				ordinal: () => 'ordinal::varchar',
			},
		},
	],
};

/** One row per value that differs from the incident's row before; its first values come from none. */
function toChanges(file: FileColumns): string {
	const ticket = file.column('number');
	const branches = changeable.map(
		({ kind }) => `
			select record_number, ticket_id, changed_at, actor, ordinal, '${kind}' as kind,
				lag(${kind}_value) over (partition by ticket_id order by place) as from_value,
				${kind}_value as to_value
			from modification
			qualify to_value is not null and to_value is distinct from from_value`,
	);
	return `
		with ordered as (
			select record_number, ${ticket} as ticket_id, ${file.column(...updated)} as changed_at,
				${file.column('sys_updated_by')} as actor,
				${changeable.map(({ kind, spellings }) => `clean(${file.column(...spellings)}) as ${kind}_value`).join(', ')},
				row_number() over (partition by ${ticket} order by ${order(file)}) as place
			from file
		),
		modification as (
			select *, row_number() over (partition by ticket_id, changed_at order by place) as ordinal
			from ordered
		)
		${branches.join(' union all ')}`;
}
