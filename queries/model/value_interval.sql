-- Grain: one row per ticket, kind (priority, assignee, queue) and stay in a value of it, half-open;
-- the latest stay has no end. Where a log or successive exports show changes, it follows them; where
-- neither does, the present value is all that is known, and `basis` says so. A stay without a value
-- is one in which there was none, or an unknown one.
with change as (
	-- Of changes at one instant, the one that starts where another ends comes after it.
	select event.source, event.ticket_id, event.kind, event."at", event.ordinal, event.from_value,
		event.to_value, earlier.to_value is not null as is_later
	from ticket_event as event
	left join (
		select distinct source, ticket_id, kind, "at", ordinal, to_value
		from ticket_event
		where kind in ('priority', 'assignee', 'queue')
	) as earlier
		on earlier.source = event.source and earlier.ticket_id = event.ticket_id
		and earlier.kind = event.kind and earlier."at" = event."at"
		and earlier.ordinal = event.ordinal and earlier.to_value = event.from_value
	where event.kind in ('priority', 'assignee', 'queue')
),
first_event as (
	-- Not min_by, which would pass over a first change that comes from nothing.
	select source, ticket_id, kind, min("at") as "at",
		arg_min_null(from_value, ("at", ordinal, is_later)) as value
	from change
	group by source, ticket_id, kind
),
present as (
	select record_id as ticket_key, source, ticket_id, created_at, 'priority' as kind, priority as value
	from ticket
	union all
	select record_id, source, ticket_id, created_at, 'assignee', assignee from ticket
	union all
	select record_id, source, ticket_id, created_at, 'queue', queue from ticket
),
entry as (
	select present.ticket_key, change.kind, change."at", change.ordinal, change.is_later,
		change.to_value as value, 'log' as basis
	from change
	join present on present.source = change.source and present.ticket_id = change.ticket_id
		and present.kind = change.kind
	union all
	-- A log that begins with the creation says what the first value was; before it there was none.
	select present.ticket_key, present.kind, present.created_at, 0, false, first_event.value, 'log'
	from first_event
	join present on present.source = first_event.source
		and present.ticket_id = first_event.ticket_id and present.kind = first_event.kind
	where first_event.value is not null or first_event."at" > present.created_at
	union all
	select present.ticket_key, present.kind, present.created_at, 0, false,
		coalesce(earlier.from_value, present.value),
		case when earlier.ticket_key is null then 'present' else 'observed' end
	from present
	anti join first_event on first_event.source = present.source
		and first_event.ticket_id = present.ticket_id and first_event.kind = present.kind
	left join observed_event as earlier
		on earlier.ticket_key = present.ticket_key and earlier.kind = present.kind
		and earlier.ordinal = 1
	union all
	select ticket_key, kind, "at", ordinal, false, to_value, 'observed'
	from observed_event
	where kind in ('priority', 'assignee', 'queue')
		and ticket_key in (select record_id from ticket)
),
placed as (
	-- A ticket has its first value from its creation, and nothing happens to it before.
	select
		entry.ticket_key,
		entry.kind,
		entry.value,
		entry.basis,
		ticket.source,
		row_number() over stay as place,
		case
			when row_number() over stay = 1 then ticket.created_at
			else greatest(entry."at", ticket.created_at)
		end as from_at
	from entry
	join ticket on ticket.record_id = entry.ticket_key
	window stay as (
		partition by entry.ticket_key, entry.kind order by entry."at", entry.ordinal, entry.is_later
	)
)
select
	placed.ticket_key,
	placed.kind,
	placed.place,
	placed.from_at,
	lead(placed.from_at) over stay as to_at,
	placed.value as source_value,
	case placed.kind
		when 'priority' then priority_name.priority
		when 'assignee' then coalesce(person_name.person, placed.value)
		else placed.value
	end as value,
	placed.basis
from placed
left join priority_name on placed.kind = 'priority'
	and priority_name.source = placed.source and priority_name.value = placed.value
left join person_name on placed.kind = 'assignee'
	and person_name.source = placed.source and person_name.value = placed.value
window stay as (partition by placed.ticket_key, placed.kind order by placed.place)
