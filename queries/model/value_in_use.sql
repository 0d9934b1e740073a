-- Grain: one row per kind of value, source and value in it, with the number of rows that it stands
-- in and what it means by the words of people or the service model; NULL where neither covers it,
-- which is never guessed.
with change as (
	select source, kind, from_value as value, count(*) as row_count
	from ticket_event
	where kind in ('status', 'priority')
	group by all
	union all
	select source, kind, to_value, count(*)
	from ticket_event
	where kind in ('status', 'priority')
	group by all
),
used as (
	select 'status' as kind, source, status as value, count(*) as row_count from ticket group by all
	union all
	select 'priority', source, priority, count(*) from ticket group by all
	union all
	select kind, source, value, row_count from change
	union all
	select 'level', source, impact, count(*) from ticket group by all
	union all
	select 'level', source, urgency, count(*) from ticket group by all
	union all
	select 'billing_code', source, billing_code, count(*) from ticket group by all
	union all
	select 'billing_code', source, billing_code, count(*) from time_entry group by all
	union all
	select 'billing_code', source, billing_code, count(*) from invoice_line group by all
	union all
	select 'time_category', source, time_category, count(*) from time_entry group by all
	union all
	select 'calendar', source, calendar, count(*) from client group by all
	union all
	select 'calendar', source, calendar, count(*) from agreement group by all
	union all
	select 'policy', source, sla_policy, count(*) from agreement group by all
),
counted as (
	select kind, source, value, sum(row_count)::integer as row_count
	from used
	where value is not null
	group by kind, source, value
),
meant as (
	select 'status' as kind, source, value, status as meaning from status_name
	union all
	select 'priority', source, value, priority from priority_name
	union all
	select 'billing_code', source, code, class from code_class
	union all
	select distinct 'calendar', counted.source, counted.value, calendar.calendar
	from counted join calendar on counted.kind = 'calendar' and calendar.calendar = counted.value
	union all
	select distinct 'policy', counted.source, counted.value, sla_policy.policy
	from counted join sla_policy on counted.kind = 'policy' and sla_policy.policy = counted.value
	union all
	select 'level', counted.source, counted.value, level_map.level
	from counted join level_map
		on counted.kind = 'level' and level_map.spelling = to_spelling(counted.value)
	union all
	select 'time_category', counted.source, counted.value, name.time_category
	from counted join time_category_name as name
		on counted.kind = 'time_category'
		and to_spelling(name.time_category) = to_spelling(counted.value)
)
select counted.kind, counted.source, counted.value, counted.row_count, meant.meaning
from counted
left join meant
	on meant.kind = counted.kind and meant.source = counted.source and meant.value = counted.value
