-- Grain: one row per row of the file that describes a client size.
select
	record_number,
	client,
	to_day(as_of_on) as as_of_on,
	to_count(users) as users,
	to_count(endpoints) as endpoints
from mapped
