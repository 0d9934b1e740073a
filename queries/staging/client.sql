-- Grain: one row per row of the file that describes a client.
select
	record_number,
	client_id,
	name,
	time_zone,
	calendar,
	segment,
	to_day(started_on) as started_on,
	to_day(ended_on) as ended_on
from mapped
