-- Grain: one row per group of the tickets open at as_of; is_total marks all of them.
with ticket as ({{ticket_in_scope}}),
open_ticket as ({{open_ticket}}),
counted as (
	select
		source,
		ticket_id,
		client_id,
		group_value,
		created_at,
		age_days,
		age_days > 30 as is_over_30_days,
		not is_excluded as is_numerator,
		is_excluded,
		exclusion_reason
	from open_ticket
),
tally as (
	select
		group_value,
		grouping(group_value) = 1 as is_total,
		count(*) filter (where is_numerator) as open_count,
		count(*) filter (where is_numerator and is_over_30_days) as over_30_days_count,
		count(*) filter (where is_excluded) as excluded_count,
		max(age_days) filter (where is_numerator) as oldest_age_days
	from counted
	group by grouping sets ((), (group_value))
)
select
	group_value::varchar as group_value,
	is_total,
	open_count::integer as open_count,
	over_30_days_count::integer as over_30_days_count,
	excluded_count::integer as excluded_count,
	oldest_age_days::double as oldest_age_days
from tally
where is_total or $by::varchar is not null
order by is_total desc, open_count desc, group_value
