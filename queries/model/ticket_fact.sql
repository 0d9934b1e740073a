-- Grain: one row per ticket, narrow: what metrics filter and group by, and its final milestones.
with last_open as (
	select
		ticket_key,
		arg_max(closed_at, opened_at) filter (where closed_at is not null) as last_closed_at,
		bool_or(closed_at is null) as is_open
	from open_interval
	group by ticket_key
),
changed as (
	select ticket_key, bool_or(basis = 'log') as is_logged
	from status_interval
	where basis in ('log', 'observed')
	group by ticket_key
)
select
	ticket.record_id as ticket_key,
	ticket.source,
	ticket.ticket_id,
	client_name.client_id,
	ticket.type,
	case when stated.value is null then ticket.priority
		else coalesce(priority_name.priority, ticket.priority) end as priority,
	ticket.category,
	ticket.channel,
	ticket.related_system,
	ticket.queue,
	coalesce(person_name.person, ticket.assignee) as assignee,
	person.team,
	ticket.created_at,
	case when not last_open.is_open then last_open.last_closed_at end as done_at,
	meaning.canonical_status as status,
	ticket.status as source_status,
	meaning.status_class,
	meaning.held_by,
	ticket.due_at,
	ticket.source_resolution_met,
	ticket.merged_into is not null as is_merged,
	-- Ended, but nobody wrote down when: it cannot be placed in time.
	meaning.status_class in ('done', 'withdrawn') and coalesce(last_open.is_open, true) as is_end_unknown,
	case when changed.is_logged then 'L2'
		when changed.ticket_key is not null then 'L2 observed'
		when coalesce(ticket.resolved_at, ticket.closed_at) is not null then 'L1' else 'L0' end as history_level
from ticket
join ticket_with_status as meaning on meaning.record_id = ticket.record_id
left join last_open on last_open.ticket_key = ticket.record_id
left join value_mapping as stated
	on stated.kind = 'priority' and stated.source = ticket.source and stated.value = ticket.priority
left join priority_name
	on priority_name.source = ticket.source and priority_name.value = ticket.priority
left join changed on changed.ticket_key = ticket.record_id
left join client_name on client_name.source = ticket.source and client_name.value = ticket.client
left join person_name on person_name.source = ticket.source and person_name.value = ticket.assignee
left join (select person, any_value(team) as team from person group by person) as person
	on person.person = coalesce(person_name.person, ticket.assignee)
