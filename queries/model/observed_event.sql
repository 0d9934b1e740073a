-- Grain: one row per change of status, priority, assignee or queue that two exports of one source
-- show, of tickets without a log of that kind of change. It happened after from_at, when the old
-- value was last seen, and by to_at, when the new one was first seen.
with value as (
	select *, 'status' as kind, status as value from seen_ticket
	union all
	select *, 'priority', priority from seen_ticket
	union all
	select *, 'assignee', assignee from seen_ticket
	union all
	select *, 'queue', queue from seen_ticket
),
logged as (
	select distinct source, ticket_id, kind
	from ticket_event
	where (source, ticket_id) in (select source, ticket_id from seen_ticket)
),
begun as (
	select
		value.*,
		value.value is distinct from lag(value.value) over (
			partition by value.ticket_key, value.kind order by value.place
		) as is_begin
	from value
	anti join logged
		on logged.source = value.source and logged.ticket_id = value.ticket_id
		and logged.kind = value.kind
	-- An export that lacks the column says nothing of it.
	where value.value is not null
),
numbered as (
	select *, count(*) filter (where is_begin) over (
		partition by ticket_key, kind order by place
	) as number
	from begun
),
stay as (
	select
		ticket_key, source, ticket_id, kind, number, value,
		min(seen_at) as first_seen_at,
		max(seen_at) as last_seen_at,
		arg_min(imported_at, place) as imported_at,
		-- The update nearest to the change, and the last word on when the ticket ended.
		arg_min(updated_at, place) as updated_at,
		arg_max(ended_at, place) as ended_at
	from numbered
	group by ticket_key, source, ticket_id, kind, number, value
),
change as (
	select
		*,
		lag(value) over history as from_value,
		lag(last_seen_at) over history as from_at,
		lag(ended_at) over history as from_ended_at
	from stay
	window history as (partition by ticket_key, kind order by number)
),
dated as (
	select
		*,
		-- The source's own word on when it ended goes before what the exports show.
		case
			when kind = 'status' and ended_at is not null and ended_at is distinct from from_ended_at
				then ended_at
		end as own_at
	from change
	where number > 1
)
select
	ticket_key,
	source,
	ticket_id,
	kind,
	(number - 1)::integer as ordinal,
	from_value,
	value as to_value,
	from_ended_at,
	-- Nothing happens before what happened earlier.
	max(greatest(
		coalesce(
			own_at,
			case when updated_at > from_at and updated_at <= first_seen_at then updated_at end,
			first_seen_at
		),
		from_ended_at
	)) over (partition by ticket_key, kind order by number) as "at",
	from_at,
	first_seen_at as to_at,
	case
		when own_at is not null then 0
		-- Two exports that nothing tells apart in time: the later one was made before it was loaded.
		when first_seen_at <= from_at then (epoch(imported_at) - epoch(from_at)) / 60
		else (epoch(first_seen_at) - epoch(from_at)) / 60
	end as gap_minutes,
	true as is_observed
from dated
