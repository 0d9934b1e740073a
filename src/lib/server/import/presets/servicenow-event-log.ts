import { definePreset, type FileColumns, type Feed } from '../preset.ts';

/** An incident may lose its assignee; one without a state is only badly written down. */
const changeable = [
	{ kind: 'status', spellings: ['incident_state', 'state'], mayBecomeEmpty: false },
	{ kind: 'priority', spellings: ['priority'], mayBecomeEmpty: false },
	{ kind: 'assignee', spellings: ['assigned_to'], mayBecomeEmpty: true },
	{ kind: 'queue', spellings: ['assignment_group'], mayBecomeEmpty: true },
] as const;

const updated = ['sys_updated_at', 'sys_updated_on'];

/** SQL for what places a row in the log: whose state it is, and when. */
const toPlace = (file: FileColumns) => `
	clean(${file.column('number')}) as ticket_id,
	to_instant(${file.column(...updated)}) as instant,
	try_cast(${file.column('sys_mod_count')} as integer) as modification_count`;
const isPlaced = 'ticket_id is not null and instant is not null';
/** Time first: the modification count of this log is not always in step with it. */
const order = 'instant, modification_count, record_number';

/**
 * A ServiceNow incident log: one row per modification of an incident, each with the whole record.
 * The last row of an incident is its state; the differences between its rows are its history.
 */
export const servicenowEventLog = definePreset({
	system: 'servicenow',
	name: 'ServiceNow incident event log',
	isVerified: true,
	marks: [['number'], ['incident_state', 'state'], ['sys_mod_count'], updated],
	knows: [
		'active',
		'opened_by',
		'sys_created_by',
		'location',
		'u_symptom',
		'u_priority_confirmation',
		'knowledge',
		'notify',
		'problem_id',
		'rfc',
		'vendor',
		'caused_by',
		'closed_code',
		'resolved_by',
	],
	feeds: (): Feed[] => [
		{
			relation: 'ticket',
			lacks: ['title'],
			rows: (file) => `
				select * from (select *, ${toPlace(file)} from file)
				where ${isPlaced}
				qualify row_number() over (
					partition by ticket_id order by ${order}
				) = count(*) over (partition by ticket_id)`,
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
});

/**
 * One row per value that differs from the incident's row before; its first values come from none.
 * A row that has no place in the log is passed on as one change, to be quarantined.
 */
function toChanges(file: FileColumns): string {
	const values = changeable.map(
		({ kind, spellings }) => `clean(${file.column(...spellings)}) as ${kind}_value`,
	);
	const branches = changeable.map(
		({ kind, mayBecomeEmpty }) => `
			select record_number, ticket_id, changed_at, actor, ordinal, '${kind}' as kind,
				lag(${kind}_value) over (partition by ticket_id order by place) as from_value,
				${kind}_value as to_value
			from modification
			qualify to_value is distinct from from_value
				${mayBecomeEmpty ? '' : 'and to_value is not null'}`,
	);
	return `
		with log as (
			select record_number, ${toPlace(file)}, ${file.column(...updated)} as changed_at,
				${file.column('sys_updated_by')} as actor, ${values.join(', ')}
			from file
		),
		ordered as (
			select *, row_number() over (partition by ticket_id order by ${order}) as place
			from log
			where ${isPlaced}
		),
		modification as (
			select *, row_number() over (partition by ticket_id, changed_at order by place) as ordinal
			from ordered
		)
		${branches.join(' union all ')}
		union all
		select record_number, ticket_id, changed_at, null, null, null, null, null
		from log
		where not (${isPlaced})`;
}
