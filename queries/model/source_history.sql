-- Grain: one row per source of tickets, with the history that it kept: L2 a log of status changes,
-- "L2 observed" changes seen between its exports, L1 when tickets ended, L0 their present state
-- only. A source in which nothing has ended yet cannot have written down when, and lacks nothing.
-- The gaps say how exactly changes that were only seen between exports are known.
with gap as (
	select source, median(gap_minutes) as median_gap_minutes, max(gap_minutes) as largest_gap_minutes
	from observed_event
	where kind = 'status' and gap_minutes > 0
	group by source
)
select
	ticket_fact.source,
	case
		when bool_or(history_level = 'L2') then 'L2'
		when bool_or(history_level = 'L2 observed') then 'L2 observed'
		when bool_or(history_level = 'L1') or not bool_or(status_class in ('done', 'withdrawn')) then 'L1'
		else 'L0'
	end as history_level,
	any_value(gap.median_gap_minutes)::double as median_gap_minutes,
	any_value(gap.largest_gap_minutes)::double as largest_gap_minutes
from ticket_fact
left join gap on gap.source = ticket_fact.source
group by ticket_fact.source
