-- Grain: one row per row of the file that describes a scope rule.
select
	record_number,
	agreement_id,
	to_count(precedence) as precedence,
	field,
	operator,
	value,
	coverage,
	to_day(valid_from) as valid_from,
	to_day(valid_to) as valid_to
from mapped
