-- Grain: one row per source of tickets, with the history that it kept: L2 a log of status changes,
-- L1 when tickets ended, L0 their present state only. A source in which nothing has ended yet
-- cannot have written down when, and lacks nothing.
select
	source,
	case
		when bool_or(history_level = 'L2') then 'L2'
		when bool_or(history_level = 'L1') or not bool_or(status_class in ('done', 'withdrawn')) then 'L1'
		else 'L0'
	end as history_level
from ticket_fact
group by source
