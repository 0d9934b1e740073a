-- Grain: one row per group of the promises decided in the period; is_total marks all of them.
with period as ({{period}}),
ticket as ({{ticket_in_scope}}),
ended as (
	select
		ticket_key,
		bool_or(closed_at is null or closed_at > $as_of::timestamptz) as is_open,
		bool_or(closed_at is null) as is_endless,
		max(closed_at) filter (where closed_at <= $as_of::timestamptz) as last_ended_at,
		arg_max(closed_as, closed_at) filter (where closed_at <= $as_of::timestamptz) as ended_as
	from open_interval
	where opened_at <= $as_of::timestamptz
	group by ticket_key
),
promise as (
	select
		ticket.*,
		ended.is_open,
		ticket.is_end_unknown and ended.is_endless as has_unknown_end,
		case when not ended.is_open then ended.last_ended_at end as done_at,
		case
			when ticket.is_merged then 'merged into another ticket'
			when not ended.is_open and ended.ended_as = 'withdrawn' then 'withdrawn'
			when $basis::varchar = 'source' and ticket.source_resolution_met is null
				then 'the source gives no verdict'
			when $basis::varchar = 'source_due' and ticket.due_at is null
				then 'the source gives no due date'
		end as exclusion_reason
	from ticket
	join ended on ended.ticket_key = ticket.ticket_key
),
judged as (
	select
		*,
		case
			when exclusion_reason is not null then 'excluded'
			when has_unknown_end then 'unknown'
			when $basis::varchar = 'source' and source_resolution_met and is_open then 'pending'
			when $basis::varchar = 'source' and source_resolution_met then 'met'
			-- A miss that is still open was decided when it fell due; without a due date nobody knows.
			when $basis::varchar = 'source' and is_open and coalesce(due_at > $as_of::timestamptz, true) then 'unknown'
			when $basis::varchar = 'source' then 'missed'
			when is_open and due_at > $as_of::timestamptz then 'pending'
			when coalesce(done_at <= due_at, false) then 'met'
			else 'missed'
		end as outcome
	from promise
),
decided as (
	select
		*,
		-- Met when it was done; missed as soon as it was due, if that is known and came first.
		case outcome when 'met' then done_at when 'missed' then least(done_at, due_at) end as decided_at
	from judged
),
counted as (
	select
		decided.source,
		decided.ticket_id,
		decided.client_id,
		decided.group_value,
		decided.outcome,
		decided.decided_at,
		decided.due_at,
		decided.done_at,
		decided.outcome = 'met' as is_numerator,
		decided.outcome not in ('met', 'missed') as is_excluded,
		case decided.outcome
			when 'pending' then 'not decided yet'
			when 'unknown' then 'ended or was missed at an unknown time'
			else decided.exclusion_reason
		end as exclusion_reason
	from decided
	cross join period
	-- What was decided or ended belongs to the period of that instant; what is open to every
	-- period that has come; what can't be placed to none but all time.
	where coalesce(
		coalesce(decided.decided_at, decided.done_at) >= period.starts_at
			and coalesce(decided.decided_at, decided.done_at) < period.ends_at,
		decided.outcome = 'pending' or decided.outcome = 'unknown' or $from_on::date is null
	)
),
tally as (
	select
		group_value,
		grouping(group_value) = 1 as is_total,
		count(*) filter (where outcome = 'met') as met_count,
		count(*) filter (where outcome = 'missed') as missed_count,
		count(*) filter (where outcome in ('met', 'missed')) as decided_count,
		count(*) filter (where outcome = 'pending') as pending_count,
		count(*) filter (where outcome = 'excluded') as excluded_count,
		count(*) filter (where outcome = 'unknown') as unknown_count
	from counted
	group by grouping sets ((), (group_value))
)
select
	group_value::varchar as group_value,
	is_total,
	met_count::integer as met_count,
	missed_count::integer as missed_count,
	decided_count::integer as decided_count,
	(met_count / nullif(decided_count, 0))::double as attainment_share,
	pending_count::integer as pending_count,
	excluded_count::integer as excluded_count,
	unknown_count::integer as unknown_count
from tally
where is_total or $by::varchar is not null
order by is_total desc, group_value
