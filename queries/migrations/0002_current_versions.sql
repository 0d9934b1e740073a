-- One table per relation instead of two: a version says itself whether it is current, so that its
-- content is written once. NAME is now a view of the current rows of NAME_version. The content of a
-- version never changes; the three columns that say where it stands today do, and are worked out
-- anew from the imports in force whenever one is undone or redone.

alter table import add column corrects integer;

-- Grain: one row per reason for which a row in force could not be used, and that nobody has put right.
create view open_quarantine as
select quarantined_row.*
from quarantined_row
join import using (import_id)
where not is_undone
	and import_id not in (
		select corrects from import where corrects is not null and not is_undone
	);

-- Grain: one row per record and import that brought values in columns which feed no field, where
-- they differ from what was known before: the values by the names of their columns, as JSON.
create table unmapped (
	relation varchar,
	import_id integer,
	record_id ubigint,
	content varchar
);

alter table client_version add column is_current boolean;
alter table client_version add column first_import_id integer;
alter table client_version add column last_import_id integer;
update client_version as version
set is_current = true, first_import_id = client.first_import_id, last_import_id = client.last_import_id
from client
where client.record_id = version.record_id and client.content_import_id = version.import_id;
update client_version set is_current = false where is_current is null;
drop table client;
create view client as
select * exclude (import_id, record_number, is_current), import_id as content_import_id
from client_version
where is_current;

alter table ticket_version add column is_current boolean;
alter table ticket_version add column first_import_id integer;
alter table ticket_version add column last_import_id integer;
update ticket_version as version
set is_current = true, first_import_id = ticket.first_import_id, last_import_id = ticket.last_import_id
from ticket
where ticket.record_id = version.record_id and ticket.content_import_id = version.import_id;
update ticket_version set is_current = false where is_current is null;
drop table ticket;
create view ticket as
select * exclude (import_id, record_number, is_current), import_id as content_import_id
from ticket_version
where is_current;

alter table ticket_event_version add column is_current boolean;
alter table ticket_event_version add column first_import_id integer;
alter table ticket_event_version add column last_import_id integer;
update ticket_event_version as version
set is_current = true, first_import_id = ticket_event.first_import_id, last_import_id = ticket_event.last_import_id
from ticket_event
where ticket_event.record_id = version.record_id and ticket_event.content_import_id = version.import_id;
update ticket_event_version set is_current = false where is_current is null;
drop table ticket_event;
create view ticket_event as
select * exclude (import_id, record_number, is_current), import_id as content_import_id
from ticket_event_version
where is_current;

alter table time_entry_version add column is_current boolean;
alter table time_entry_version add column first_import_id integer;
alter table time_entry_version add column last_import_id integer;
update time_entry_version as version
set is_current = true, first_import_id = time_entry.first_import_id, last_import_id = time_entry.last_import_id
from time_entry
where time_entry.record_id = version.record_id and time_entry.content_import_id = version.import_id;
update time_entry_version set is_current = false where is_current is null;
drop table time_entry;
create view time_entry as
select * exclude (import_id, record_number, is_current), import_id as content_import_id
from time_entry_version
where is_current;

alter table person_version add column is_current boolean;
alter table person_version add column first_import_id integer;
alter table person_version add column last_import_id integer;
update person_version as version
set is_current = true, first_import_id = person.first_import_id, last_import_id = person.last_import_id
from person
where person.record_id = version.record_id and person.content_import_id = version.import_id;
update person_version set is_current = false where is_current is null;
drop table person;
create view person as
select * exclude (import_id, record_number, is_current), import_id as content_import_id
from person_version
where is_current;

alter table absence_version add column is_current boolean;
alter table absence_version add column first_import_id integer;
alter table absence_version add column last_import_id integer;
update absence_version as version
set is_current = true, first_import_id = absence.first_import_id, last_import_id = absence.last_import_id
from absence
where absence.record_id = version.record_id and absence.content_import_id = version.import_id;
update absence_version set is_current = false where is_current is null;
drop table absence;
create view absence as
select * exclude (import_id, record_number, is_current), import_id as content_import_id
from absence_version
where is_current;

alter table agreement_version add column is_current boolean;
alter table agreement_version add column first_import_id integer;
alter table agreement_version add column last_import_id integer;
update agreement_version as version
set is_current = true, first_import_id = agreement.first_import_id, last_import_id = agreement.last_import_id
from agreement
where agreement.record_id = version.record_id and agreement.content_import_id = version.import_id;
update agreement_version set is_current = false where is_current is null;
drop table agreement;
create view agreement as
select * exclude (import_id, record_number, is_current), import_id as content_import_id
from agreement_version
where is_current;

alter table scope_rule_version add column is_current boolean;
alter table scope_rule_version add column first_import_id integer;
alter table scope_rule_version add column last_import_id integer;
update scope_rule_version as version
set is_current = true, first_import_id = scope_rule.first_import_id, last_import_id = scope_rule.last_import_id
from scope_rule
where scope_rule.record_id = version.record_id and scope_rule.content_import_id = version.import_id;
update scope_rule_version set is_current = false where is_current is null;
drop table scope_rule;
create view scope_rule as
select * exclude (import_id, record_number, is_current), import_id as content_import_id
from scope_rule_version
where is_current;

alter table billing_code_version add column is_current boolean;
alter table billing_code_version add column first_import_id integer;
alter table billing_code_version add column last_import_id integer;
update billing_code_version as version
set is_current = true, first_import_id = billing_code.first_import_id, last_import_id = billing_code.last_import_id
from billing_code
where billing_code.record_id = version.record_id and billing_code.content_import_id = version.import_id;
update billing_code_version set is_current = false where is_current is null;
drop table billing_code;
create view billing_code as
select * exclude (import_id, record_number, is_current), import_id as content_import_id
from billing_code_version
where is_current;

alter table approval_version add column is_current boolean;
alter table approval_version add column first_import_id integer;
alter table approval_version add column last_import_id integer;
update approval_version as version
set is_current = true, first_import_id = approval.first_import_id, last_import_id = approval.last_import_id
from approval
where approval.record_id = version.record_id and approval.content_import_id = version.import_id;
update approval_version set is_current = false where is_current is null;
drop table approval;
create view approval as
select * exclude (import_id, record_number, is_current), import_id as content_import_id
from approval_version
where is_current;

alter table invoice_version add column is_current boolean;
alter table invoice_version add column first_import_id integer;
alter table invoice_version add column last_import_id integer;
update invoice_version as version
set is_current = true, first_import_id = invoice.first_import_id, last_import_id = invoice.last_import_id
from invoice
where invoice.record_id = version.record_id and invoice.content_import_id = version.import_id;
update invoice_version set is_current = false where is_current is null;
drop table invoice;
create view invoice as
select * exclude (import_id, record_number, is_current), import_id as content_import_id
from invoice_version
where is_current;

alter table invoice_line_version add column is_current boolean;
alter table invoice_line_version add column first_import_id integer;
alter table invoice_line_version add column last_import_id integer;
update invoice_line_version as version
set is_current = true, first_import_id = invoice_line.first_import_id, last_import_id = invoice_line.last_import_id
from invoice_line
where invoice_line.record_id = version.record_id and invoice_line.content_import_id = version.import_id;
update invoice_line_version set is_current = false where is_current is null;
drop table invoice_line;
create view invoice_line as
select * exclude (import_id, record_number, is_current), import_id as content_import_id
from invoice_line_version
where is_current;

alter table onboarding_step_version add column is_current boolean;
alter table onboarding_step_version add column first_import_id integer;
alter table onboarding_step_version add column last_import_id integer;
update onboarding_step_version as version
set is_current = true, first_import_id = onboarding_step.first_import_id, last_import_id = onboarding_step.last_import_id
from onboarding_step
where onboarding_step.record_id = version.record_id and onboarding_step.content_import_id = version.import_id;
update onboarding_step_version set is_current = false where is_current is null;
drop table onboarding_step;
create view onboarding_step as
select * exclude (import_id, record_number, is_current), import_id as content_import_id
from onboarding_step_version
where is_current;

alter table major_incident_version add column is_current boolean;
alter table major_incident_version add column first_import_id integer;
alter table major_incident_version add column last_import_id integer;
update major_incident_version as version
set is_current = true, first_import_id = major_incident.first_import_id, last_import_id = major_incident.last_import_id
from major_incident
where major_incident.record_id = version.record_id and major_incident.content_import_id = version.import_id;
update major_incident_version set is_current = false where is_current is null;
drop table major_incident;
create view major_incident as
select * exclude (import_id, record_number, is_current), import_id as content_import_id
from major_incident_version
where is_current;

alter table client_document_version add column is_current boolean;
alter table client_document_version add column first_import_id integer;
alter table client_document_version add column last_import_id integer;
update client_document_version as version
set is_current = true, first_import_id = client_document.first_import_id, last_import_id = client_document.last_import_id
from client_document
where client_document.record_id = version.record_id and client_document.content_import_id = version.import_id;
update client_document_version set is_current = false where is_current is null;
drop table client_document;
create view client_document as
select * exclude (import_id, record_number, is_current), import_id as content_import_id
from client_document_version
where is_current;

alter table client_size_version add column is_current boolean;
alter table client_size_version add column first_import_id integer;
alter table client_size_version add column last_import_id integer;
update client_size_version as version
set is_current = true, first_import_id = client_size.first_import_id, last_import_id = client_size.last_import_id
from client_size
where client_size.record_id = version.record_id and client_size.content_import_id = version.import_id;
update client_size_version set is_current = false where is_current is null;
drop table client_size;
create view client_size as
select * exclude (import_id, record_number, is_current), import_id as content_import_id
from client_size_version
where is_current;
