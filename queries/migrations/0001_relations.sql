-- Every relation has two tables. NAME_version keeps each content of each record with the import
-- that brought it, append-only, so that undo and restatement have something to stand on. NAME is
-- the current state: for each unit the rows of the newest import that is not undone. A unit is the
-- record itself, or, for relations without an id, what a file replaces as a whole (data-model.md).
-- No keys, indexes, checks or ENUM columns: the schema has to fit DuckLake.

-- Grain: one row per import, copied from the store at each build; the store is the truth.
create table import (
	import_id integer,
	source varchar,
	file_name varchar,
	imported_at timestamptz,
	is_full boolean,
	is_undone boolean
);

-- Grain: one row per record that an import brought again unchanged (content_import_id says where
-- its content is), or per unit that it emptied (content_import_id and record_id null).
create table sighting (
	relation varchar,
	import_id integer,
	unit_id ubigint,
	record_id ubigint,
	content_import_id integer
);

-- Grain: one row per reason for which a row of a file could not be used.
create table quarantined_row (
	import_id integer,
	relation varchar,
	record_number integer,
	line_number integer,
	column_name varchar,
	value varchar,
	reason varchar,
	content varchar
);

create table client_version (
	source varchar,
	unit_id ubigint,
	record_id ubigint,
	content_hash ubigint,
	import_id integer,
	record_number integer,
	client_id varchar,
	name varchar,
	time_zone varchar,
	calendar varchar,
	segment varchar,
	started_on date,
	ended_on date
);

create table ticket_version (
	source varchar,
	unit_id ubigint,
	record_id ubigint,
	content_hash ubigint,
	import_id integer,
	record_number integer,
	ticket_id varchar,
	client varchar,
	title varchar,
	description varchar,
	type varchar,
	status varchar,
	priority varchar,
	impact varchar,
	urgency varchar,
	category varchar,
	subcategory varchar,
	related_system varchar,
	queue varchar,
	assignee varchar,
	contact varchar,
	channel varchar,
	created_at timestamptz,
	first_response_at timestamptz,
	triaged_at timestamptz,
	planned_at timestamptz,
	resolved_at timestamptz,
	closed_at timestamptz,
	updated_at timestamptz,
	response_due_at timestamptz,
	due_at timestamptz,
	source_response_met boolean,
	source_resolution_met boolean,
	source_response_minutes decimal(18, 4),
	source_resolution_minutes decimal(18, 4),
	pause_reason varchar,
	reopen_count integer,
	reassignment_count integer,
	resolution_note varchar,
	desired_timing varchar,
	business_impact varchar,
	attachment_count integer,
	approval_status varchar,
	estimate_hours decimal(18, 4),
	parent_id varchar,
	merged_into varchar,
	tags varchar,
	agreement varchar,
	billing_code varchar,
	url varchar
);

create table ticket_event_version (
	source varchar,
	unit_id ubigint,
	record_id ubigint,
	content_hash ubigint,
	import_id integer,
	record_number integer,
	ticket_id varchar,
	"at" timestamptz,
	kind varchar,
	from_value varchar,
	to_value varchar,
	actor varchar,
	actor_kind varchar,
	ordinal integer
);

create table time_entry_version (
	source varchar,
	unit_id ubigint,
	record_id ubigint,
	content_hash ubigint,
	import_id integer,
	record_number integer,
	entry_id varchar,
	ticket_id varchar,
	client varchar,
	person varchar,
	worked_on date,
	started_at timestamptz,
	ended_at timestamptz,
	actual_hours decimal(18, 4),
	billable_hours decimal(18, 4),
	covered_hours decimal(18, 4),
	time_category varchar,
	billing_code varchar,
	note varchar,
	entered_at timestamptz,
	approved_at timestamptz,
	invoice_number varchar,
	rate decimal(18, 4),
	amount decimal(18, 4),
	cost_rate decimal(18, 4),
	currency varchar,
	agreement varchar,
	project varchar
);

create table person_version (
	source varchar,
	unit_id ubigint,
	record_id ubigint,
	content_hash ubigint,
	import_id integer,
	record_number integer,
	person varchar,
	team varchar,
	tier varchar,
	weekly_hours decimal(18, 4),
	cost_rate decimal(18, 4),
	currency varchar,
	started_on date,
	ended_on date
);

create table absence_version (
	source varchar,
	unit_id ubigint,
	record_id ubigint,
	content_hash ubigint,
	import_id integer,
	record_number integer,
	person varchar,
	absent_on date,
	hours decimal(18, 4)
);

create table agreement_version (
	source varchar,
	unit_id ubigint,
	record_id ubigint,
	content_hash ubigint,
	import_id integer,
	record_number integer,
	agreement_id varchar,
	client varchar,
	name varchar,
	model varchar,
	valid_from date,
	valid_to date,
	period varchar,
	included_hours decimal(18, 4),
	fee decimal(18, 4),
	product_fee decimal(18, 4),
	hourly_rate decimal(18, 4),
	overage_rate decimal(18, 4),
	currency varchar,
	carry_over varchar,
	rounding_minutes decimal(18, 4),
	calendar varchar,
	sla_policy varchar,
	notice_on date,
	renewal_on date
);

create table scope_rule_version (
	source varchar,
	unit_id ubigint,
	record_id ubigint,
	content_hash ubigint,
	import_id integer,
	record_number integer,
	agreement_id varchar,
	precedence integer,
	field varchar,
	operator varchar,
	value varchar,
	coverage varchar,
	valid_from date,
	valid_to date
);

create table billing_code_version (
	source varchar,
	unit_id ubigint,
	record_id ubigint,
	content_hash ubigint,
	import_id integer,
	record_number integer,
	code varchar,
	name varchar,
	class varchar
);

create table approval_version (
	source varchar,
	unit_id ubigint,
	record_id ubigint,
	content_hash ubigint,
	import_id integer,
	record_number integer,
	approval_id varchar,
	client varchar,
	agreement varchar,
	ticket_id varchar,
	requested_at timestamptz,
	approved_at timestamptz,
	approved_by varchar,
	cap_hours decimal(18, 4),
	cap_amount decimal(18, 4),
	kind varchar
);

create table invoice_version (
	source varchar,
	unit_id ubigint,
	record_id ubigint,
	content_hash ubigint,
	import_id integer,
	record_number integer,
	invoice_number varchar,
	client varchar,
	issued_on date,
	due_on date,
	paid_on date,
	status varchar,
	currency varchar,
	total decimal(18, 4),
	balance decimal(18, 4),
	disputed_on date,
	dispute_amount decimal(18, 4),
	dispute_reason varchar,
	draft_total decimal(18, 4)
);

create table invoice_line_version (
	source varchar,
	unit_id ubigint,
	record_id ubigint,
	content_hash ubigint,
	import_id integer,
	record_number integer,
	invoice_number varchar,
	line_number integer,
	description varchar,
	billing_code varchar,
	quantity decimal(18, 4),
	unit_price decimal(18, 4),
	amount decimal(18, 4),
	ticket_id varchar,
	agreement varchar,
	service_from date,
	service_to date,
	kind varchar
);

create table onboarding_step_version (
	source varchar,
	unit_id ubigint,
	record_id ubigint,
	content_hash ubigint,
	import_id integer,
	record_number integer,
	client varchar,
	step integer,
	done_on date,
	evidence varchar
);

create table major_incident_version (
	source varchar,
	unit_id ubigint,
	record_id ubigint,
	content_hash ubigint,
	import_id integer,
	record_number integer,
	ticket_id varchar,
	severity varchar,
	final_severity varchar,
	started_at timestamptz,
	detected_at timestamptz,
	acknowledged_at timestamptz,
	declared_at timestamptz,
	client_notified_at timestamptz,
	mitigated_at timestamptz,
	review_due_on date,
	review_held_on date,
	actions_open integer
);

create table client_document_version (
	source varchar,
	unit_id ubigint,
	record_id ubigint,
	content_hash ubigint,
	import_id integer,
	record_number integer,
	client varchar,
	kind varchar,
	location varchar,
	reviewed_on date,
	owner varchar
);

create table client_size_version (
	source varchar,
	unit_id ubigint,
	record_id ubigint,
	content_hash ubigint,
	import_id integer,
	record_number integer,
	client varchar,
	as_of_on date,
	users integer,
	endpoints integer
);

create table client as
select * exclude (import_id, record_number), import_id as content_import_id,
	import_id as first_import_id, import_id as last_import_id
from client_version
limit 0;

create table ticket as
select * exclude (import_id, record_number), import_id as content_import_id,
	import_id as first_import_id, import_id as last_import_id
from ticket_version
limit 0;

create table ticket_event as
select * exclude (import_id, record_number), import_id as content_import_id,
	import_id as first_import_id, import_id as last_import_id
from ticket_event_version
limit 0;

create table time_entry as
select * exclude (import_id, record_number), import_id as content_import_id,
	import_id as first_import_id, import_id as last_import_id
from time_entry_version
limit 0;

create table person as
select * exclude (import_id, record_number), import_id as content_import_id,
	import_id as first_import_id, import_id as last_import_id
from person_version
limit 0;

create table absence as
select * exclude (import_id, record_number), import_id as content_import_id,
	import_id as first_import_id, import_id as last_import_id
from absence_version
limit 0;

create table agreement as
select * exclude (import_id, record_number), import_id as content_import_id,
	import_id as first_import_id, import_id as last_import_id
from agreement_version
limit 0;

create table scope_rule as
select * exclude (import_id, record_number), import_id as content_import_id,
	import_id as first_import_id, import_id as last_import_id
from scope_rule_version
limit 0;

create table billing_code as
select * exclude (import_id, record_number), import_id as content_import_id,
	import_id as first_import_id, import_id as last_import_id
from billing_code_version
limit 0;

create table approval as
select * exclude (import_id, record_number), import_id as content_import_id,
	import_id as first_import_id, import_id as last_import_id
from approval_version
limit 0;

create table invoice as
select * exclude (import_id, record_number), import_id as content_import_id,
	import_id as first_import_id, import_id as last_import_id
from invoice_version
limit 0;

create table invoice_line as
select * exclude (import_id, record_number), import_id as content_import_id,
	import_id as first_import_id, import_id as last_import_id
from invoice_line_version
limit 0;

create table onboarding_step as
select * exclude (import_id, record_number), import_id as content_import_id,
	import_id as first_import_id, import_id as last_import_id
from onboarding_step_version
limit 0;

create table major_incident as
select * exclude (import_id, record_number), import_id as content_import_id,
	import_id as first_import_id, import_id as last_import_id
from major_incident_version
limit 0;

create table client_document as
select * exclude (import_id, record_number), import_id as content_import_id,
	import_id as first_import_id, import_id as last_import_id
from client_document_version
limit 0;

create table client_size as
select * exclude (import_id, record_number), import_id as content_import_id,
	import_id as first_import_id, import_id as last_import_id
from client_size_version
limit 0;
