-- Grain: one row per ticket, narrow, with what its present status means. A status that no mapping
-- covers has no meaning of its own and leaves the ticket open (service model).
select
	ticket.record_id,
	ticket.source,
	ticket.ticket_id,
	ticket.status,
	ticket.created_at,
	ticket.resolved_at,
	ticket.closed_at,
	status_name.status as canonical_status,
	coalesce(status_name.status_class, 'open') as status_class,
	status_name.held_by
from ticket
left join status_name on status_name.source = ticket.source and status_name.value = ticket.status
