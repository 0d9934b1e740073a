-- Grain: one row per ticket, with what its present status means. A status that no mapping covers
-- has no meaning of its own and leaves the ticket open (service model).
select
	ticket.*,
	status_map.status as canonical_status,
	coalesce(status_map.class, 'open') as status_class,
	status_map.holder as held_by
from ticket
left join status_map on status_map.spelling = to_spelling(ticket.status)
