-- Grain: one row per row of the file that describes an onboarding step.
select
	record_number,
	client,
	to_count(step) as step,
	to_day(done_on) as done_on,
	evidence
from mapped
