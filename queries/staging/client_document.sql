-- Grain: one row per row of the file that describes a client document.
select
	record_number,
	client,
	kind,
	location,
	to_day(reviewed_on) as reviewed_on,
	owner
from mapped
