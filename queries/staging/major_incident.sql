-- Grain: one row per row of the file that describes a major incident.
select
	record_number,
	ticket_id,
	severity,
	final_severity,
	to_instant(started_at) as started_at,
	to_instant(detected_at) as detected_at,
	to_instant(acknowledged_at) as acknowledged_at,
	to_instant(declared_at) as declared_at,
	to_instant(client_notified_at) as client_notified_at,
	to_instant(mitigated_at) as mitigated_at,
	to_day(review_due_on) as review_due_on,
	to_day(review_held_on) as review_held_on,
	to_count(actions_open) as actions_open
from mapped
