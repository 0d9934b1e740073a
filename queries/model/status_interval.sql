-- Grain: one row per ticket and stay in a status, half-open; the latest stay has no end.
-- A ticket with a change log follows it. One without is taken to have been in its first status
-- since it was created, or in an unknown one until it was done, and then follows the changes that
-- its exports show.
with change as (
	-- Of changes at one instant, the one that starts where another ends comes after it.
	select ticket_event.source, ticket_event.ticket_id, ticket_event."at", ticket_event.ordinal,
		ticket_event.from_value, ticket_event.to_value, earlier.to_value is not null as is_later
	from ticket_event
	left join (
		select distinct source, ticket_id, "at", ordinal, to_value
		from ticket_event
		where kind = 'status'
	) as earlier
		on earlier.source = ticket_event.source and earlier.ticket_id = ticket_event.ticket_id
		and earlier."at" = ticket_event."at" and earlier.ordinal = ticket_event.ordinal
		and earlier.to_value = ticket_event.from_value
	where ticket_event.kind = 'status'
),
first_event as (
	-- Not min_by, which would pass over a first change that comes from nothing.
	select source, ticket_id, min("at") as "at",
		arg_min_null(from_value, ("at", ordinal, is_later)) as from_value
	from change
	group by source, ticket_id
),
logged as (
	select ticket.record_id as ticket_key, change."at", change.ordinal, change.is_later,
		change.to_value as source_status
	from change
	join ticket on ticket.source = change.source and ticket.ticket_id = change.ticket_id
),
before_log as (
	-- Clocks differ: the log may begin before the creation, and this still comes before the log.
	select ticket.record_id as ticket_key, least(ticket.created_at, first_event."at") as "at",
		0 as ordinal, false as is_later, first_event.from_value as source_status
	from ticket
	join first_event
		on first_event.source = ticket.source and first_event.ticket_id = ticket.ticket_id
	where first_event.from_value is not null
),
first_observed as (
	select event.ticket_key, event.from_value as status, event.from_ended_at as ended_at,
		status_name.status_class
	from observed_event as event
	left join status_name
		on status_name.source = event.source and status_name.value = event.from_value
	where event.kind = 'status' and event.ordinal = 1
),
unlogged as (
	select ticket.record_id as ticket_key, ticket.created_at,
		coalesce(earlier.status, ticket.status) as status,
		coalesce(earlier.status_class, ticket.status_class) in ('done', 'withdrawn') as is_ended,
		case when earlier.ticket_key is null then coalesce(ticket.resolved_at, ticket.closed_at)
			else earlier.ended_at end as ended_at
	from ticket_with_status as ticket
	left join first_observed as earlier on earlier.ticket_key = ticket.record_id
	anti join first_event
		on first_event.source = ticket.source and first_event.ticket_id = ticket.ticket_id
),
milestone as (
	select ticket_key, created_at as "at", 0 as ordinal, false as is_later,
		case when not is_ended then status end as source_status
	from unlogged
	union all
	select ticket_key, ended_at, 1, false, status
	from unlogged
	where is_ended and ended_at >= created_at
),
entry as (
	select ticket_key, "at", ordinal, is_later, source_status, 'log' as basis from logged
	union all
	select ticket_key, "at", ordinal, is_later, source_status, 'log' from before_log
	union all
	select ticket_key, "at", ordinal, is_later, source_status, 'milestones' from milestone
	union all
	select ticket_key, "at", ordinal + 1, false, to_value, 'observed'
	from observed_event
	where kind = 'status'
),
placed as (
	-- A ticket is in its first status from its creation, and nothing happens to it before.
	select
		entry.ticket_key,
		ticket.source,
		entry.ordinal,
		entry.source_status,
		entry.basis,
		row_number() over stay as place,
		case
			when row_number() over stay = 1 then ticket.created_at
			else greatest(entry."at", ticket.created_at)
		end as from_at
	from entry
	join ticket on ticket.record_id = entry.ticket_key
	window stay as (partition by entry.ticket_key order by entry."at", entry.ordinal, entry.is_later)
)
select
	placed.ticket_key,
	placed.place,
	placed.from_at,
	lead(placed.from_at) over stay as to_at,
	placed.source_status,
	status_name.status,
	coalesce(status_name.status_class, 'open') as status_class,
	status_name.held_by,
	placed.basis
from placed
left join status_name
	on status_name.source = placed.source and status_name.value = placed.source_status
window stay as (partition by placed.ticket_key order by placed.place)
