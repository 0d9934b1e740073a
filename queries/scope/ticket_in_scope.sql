select
	ticket_key,
	source,
	ticket_id,
	client_id,
	created_at,
	due_at,
	source_resolution_met,
	is_merged,
	is_end_unknown,
	case $by::varchar
		when 'client' then client_id
		when 'priority' then priority
		when 'type' then type
		when 'category' then category
		when 'channel' then channel
		when 'system' then related_system
		when 'queue' then queue
		when 'assignee' then assignee
		when 'team' then team
		when 'source' then source
	end as group_value
from ticket_fact
where ($clients::varchar[] is null or list_contains($clients::varchar[], client_id))
	and ($teams::varchar[] is null or list_contains($teams::varchar[], team))
	and ($persons::varchar[] is null or list_contains($persons::varchar[], assignee))
	and ($priorities::varchar[] is null or list_contains($priorities::varchar[], priority))
	and ($types::varchar[] is null or list_contains($types::varchar[], type))
	and ($systems::varchar[] is null or list_contains($systems::varchar[], related_system))
	and ($categories::varchar[] is null or list_contains($categories::varchar[], category))
	and ($channels::varchar[] is null or list_contains($channels::varchar[], channel))
