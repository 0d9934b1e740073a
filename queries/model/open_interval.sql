-- Grain: one row per ticket and unbroken time of being open, half-open; it starts with the
-- ticket's creation or a reopening and ends by being closed or withdrawn, or has no end yet.
-- Arrivals, closures and backlog all count these rows, so that they add up at any instant.
with stay as (
	select *,
		status_class = 'open' as is_open,
		coalesce(lag(status_class = 'open') over history, false) as was_open
	from status_interval
	window history as (partition by ticket_key order by place)
),
numbered as (
	select *,
		count(*) filter (where is_open and not was_open) over (
			partition by ticket_key order by place
		) as open_number
	from stay
),
opened as (
	select
		ticket_key,
		open_number,
		min(place) as place,
		min(from_at) as opened_at,
		max(place) + 1 as next_place
	from numbered
	where is_open
	group by ticket_key, open_number
),
born_closed as (
	-- Logged as done from its first row on: it arrived and was closed in the same instant.
	select ticket_key, 0 as open_number, 0 as place, from_at as opened_at, place as next_place
	from stay
	where place = 1 and not is_open
),
every as (
	select * from opened
	union all
	select * from born_closed
)
select
	every.ticket_key,
	every.opened_at,
	case when every.place <= 1 then 'created' else 'reopened' end as opened_as,
	stay.from_at as closed_at,
	case stay.status_class when 'done' then 'closed' when 'withdrawn' then 'withdrawn' end as closed_as
from every
left join stay on stay.ticket_key = every.ticket_key and stay.place = every.next_place
