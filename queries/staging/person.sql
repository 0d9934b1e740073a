-- Grain: one row per row of the file that describes a person.
select
	record_number,
	person,
	team,
	tier,
	to_number(weekly_hours) as weekly_hours,
	to_number(cost_rate) as cost_rate,
	currency,
	to_day(started_on) as started_on,
	to_day(ended_on) as ended_on
from mapped
