-- Grain: one row per row of the file that describes a billing code.
select
	record_number,
	code,
	name,
	class
from mapped
