-- Grain: one row per row of the file that describes an invoice line.
-- Lines without a number take the order of the file.
select
	record_number,
	invoice_number,
	coalesce(
		to_count(line_number),
		row_number() over (partition by invoice_number order by record_number)
	)::integer as line_number,
	description,
	billing_code,
	to_number(quantity) as quantity,
	to_number(unit_price) as unit_price,
	to_number(amount) as amount,
	ticket_id,
	agreement,
	to_day(service_from) as service_from,
	to_day(service_to) as service_to,
	kind
from mapped
