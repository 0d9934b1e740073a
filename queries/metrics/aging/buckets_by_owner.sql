-- Grain: one row per age bucket, holder and group of the tickets open at as_of; is_total marks the
-- rows over all groups.
with ticket as ({{ticket_in_scope}}),
open_ticket as ({{open_ticket}}),
held as (
	select
		ticket_key,
		arg_max(held_by, place) as held_by,
		arg_max(source_status, place) as status_then
	from status_interval
	where from_at <= $as_of::timestamptz and (to_at is null or to_at > $as_of::timestamptz)
	group by ticket_key
),
counted as (
	select
		open_ticket.source,
		open_ticket.ticket_id,
		open_ticket.client_id,
		open_ticket.group_value,
		open_ticket.created_at,
		open_ticket.age_days,
		case
			when open_ticket.age_days < 10 then '<10'
			when open_ticket.age_days <= 30 then '10–30'
			else '>30'
		end as bucket,
		coalesce(held.held_by, 'unknown') as held_by,
		held.status_then,
		not open_ticket.is_excluded as is_numerator,
		open_ticket.is_excluded,
		open_ticket.exclusion_reason
	from open_ticket
	left join held on held.ticket_key = open_ticket.ticket_key
),
tally as (
	select bucket, held_by, group_value, grouping(group_value) = 1 as is_total, count(*) as open_count
	from counted
	where is_numerator
	group by grouping sets ((bucket, held_by), (bucket, held_by, group_value))
),
spine as (
	select bucket, bucket_order, held_by, held_by_order, group_value, is_total
	from (values ('<10', 1), ('10–30', 2), ('>30', 3)) as buckets (bucket, bucket_order)
	cross join (values ('team', 1), ('client', 2), ('unknown', 3)) as holders (held_by, held_by_order)
	cross join (
		select null as group_value, true as is_total
		union all
		select distinct group_value, false from tally where $by::varchar is not null and not is_total
	) as grouped
)
select
	spine.bucket,
	spine.held_by,
	spine.group_value::varchar as group_value,
	spine.is_total,
	coalesce(tally.open_count, 0)::integer as open_count
from spine
left join tally
	on tally.bucket = spine.bucket
	and tally.held_by = spine.held_by
	and tally.group_value is not distinct from spine.group_value
	and tally.is_total = spine.is_total
order by spine.is_total desc, spine.group_value, spine.bucket_order, spine.held_by_order
