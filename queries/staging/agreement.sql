-- Grain: one row per row of the file that describes an agreement.
select
	record_number,
	agreement_id,
	client,
	name,
	model,
	to_day(valid_from) as valid_from,
	to_day(valid_to) as valid_to,
	period,
	to_number(included_hours) as included_hours,
	to_number(fee) as fee,
	to_number(product_fee) as product_fee,
	to_number(hourly_rate) as hourly_rate,
	to_number(overage_rate) as overage_rate,
	currency,
	carry_over,
	to_number(rounding_minutes) as rounding_minutes,
	calendar,
	sla_policy,
	to_day(notice_on) as notice_on,
	to_day(renewal_on) as renewal_on
from mapped
