-- Grain: one row per row of the file that describes an invoice.
select
	record_number,
	invoice_number,
	client,
	to_day(issued_on) as issued_on,
	to_day(due_on) as due_on,
	to_day(paid_on) as paid_on,
	status,
	currency,
	to_number(total) as total,
	to_number(balance) as balance,
	to_day(disputed_on) as disputed_on,
	to_number(dispute_amount) as dispute_amount,
	dispute_reason,
	to_number(draft_total) as draft_total
from mapped
