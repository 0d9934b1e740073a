-- Needs the step `ticket`. A ticket that ended at an unknown time can't be placed at any date since
-- it was last opened.
select
	ticket.ticket_key,
	ticket.source,
	ticket.ticket_id,
	ticket.client_id,
	ticket.group_value,
	ticket.created_at,
	(epoch($as_of::timestamptz) - epoch(ticket.created_at)) / 86400 as age_days,
	ticket.is_merged or (ticket.is_end_unknown and open_interval.closed_at is null) as is_excluded,
	case
		when ticket.is_merged then 'merged into another ticket'
		when ticket.is_end_unknown and open_interval.closed_at is null then 'ended at an unknown time'
	end as exclusion_reason
from open_interval
join ticket on ticket.ticket_key = open_interval.ticket_key
where open_interval.opened_at <= $as_of::timestamptz
	and (open_interval.closed_at is null or open_interval.closed_at > $as_of::timestamptz)
