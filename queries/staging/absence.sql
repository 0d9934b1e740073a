-- Grain: one row per row of the file that describes an absence.
select
	record_number,
	person,
	to_day(absent_on) as absent_on,
	to_number(hours) as hours
from mapped
