-- Grain: one row per row of the file that describes an approval.
select
	record_number,
	approval_id,
	client,
	agreement,
	ticket_id,
	to_instant(requested_at) as requested_at,
	to_instant(approved_at) as approved_at,
	approved_by,
	to_number(cap_hours) as cap_hours,
	to_number(cap_amount) as cap_amount,
	kind
from mapped
