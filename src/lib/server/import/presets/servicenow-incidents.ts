import { definePreset } from '../preset.ts';
import { secondsAs } from '../preset-fields.ts';

/**
 * A ServiceNow incident list: one row per incident, headed by field names or by labels. Labels may
 * repeat for different fields, as `Severity` does, so none of those is read.
 */
export const servicenowIncidents = definePreset({
	system: 'servicenow',
	name: 'ServiceNow incidents',
	isVerified: true,
	marks: [
		['number'],
		['state', 'incident_state'],
		['opened_at', 'opened', 'sys_created_on', 'created'],
		[
			'caller_id',
			'caller',
			'sys_updated_on',
			'sys_created_on',
			'sys_class_name',
			'assignment_group',
			'Incident CI type',
			'Incident state',
		],
	],
	// A count of modifications is the mark of the event log.
	never: ['sys_mod_count'],
	knows: [
		'sys_updated_by',
		'Updated by',
		'sys_created_by',
		'Created by',
		'opened_by',
		'closed_by',
		'Severity',
		'Incident CI type',
		'location',
		'User location',
		'active',
		'calendar_stc',
	],
	feeds: (header) => [
		{
			relation: 'ticket',
			// A list shows the columns that its reader chose, often without the description.
			lacks: header.has('short_description') ? [] : ['title'],
			fields: {
				ticket_id: ['number'],
				client: ['company', 'account'],
				title: ['short_description'],
				description: ['description'],
				type: ['sys_class_name', 'Task type'],
				status: ['state', 'incident_state'],
				priority: ['priority'],
				impact: ['impact'],
				urgency: ['urgency'],
				category: ['category'],
				subcategory: ['subcategory'],
				related_system: ['cmdb_ci', 'Configuration item', 'business_service'],
				queue: ['assignment_group'],
				assignee: ['assigned_to'],
				contact: ['caller_id', 'caller', 'Affected User'],
				channel: ['contact_type', 'Channel'],
				created_at: ['opened_at', 'opened', 'sys_created_on', 'created'],
				resolved_at: ['resolved_at', 'resolved'],
				closed_at: ['closed_at', 'closed'],
				updated_at: ['sys_updated_on', 'updated', 'Last update'],
				due_at: ['due_date', 'sla_due'],
				source_resolution_met: ['made_sla'],
				// From opened to closed on the calendar, in seconds.
				source_resolution_minutes: secondsAs('as_minutes', 'calendar_duration'),
				pause_reason: ['hold_reason', 'On hold reason'],
				reopen_count: ['reopen_count'],
				reassignment_count: ['reassignment_count'],
				resolution_note: ['close_notes', 'Resolution notes'],
				parent_id: ['parent_incident', 'parent'],
			},
		},
	],
});
