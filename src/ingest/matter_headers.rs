//! What other systems call the tables and columns that say what visits are for.

use crate::ingest::header_lists::{ADDRESS, CITY, LAT, LIAISON, LON, Lists, PRACTICE, STATE, ZIP};
use crate::model::issue::Table;

/// Lists the names under which one of the tables may stand in a workbook, besides its own; bars part them.
pub(crate) fn tables(table: Table) -> &'static str {
    match table {
        Table::Contacts => "contact|contact_list|people|practice_contacts|office_contacts",
        Table::OpenIssues => "open_issue|issues|complaints|service_issues|service_recovery",
        Table::Topics => "topic|talking_points|key_messages",
        Table::HeardTopics => "topics_heard|topic_history|topic_log",
        Table::FollowUps => "follow_ups|follow_up|followup",
        Table::Materials => "materials|marketing_materials|giveaways|handouts",
        Table::Stock => "stocks|inventory|collateral_stock|material_stock",
        Table::LeftMaterials => "left_materials|left_material|collateral_log|material_log|collateral_left",
        Table::Providers => "our_providers|our_physicians|physicians|doctors|our_doctors",
        Table::ProviderHours => {
            "provider_calendar|provider_availability|physician_hours|physician_availability"
        }
        Table::Introductions => "introduction|joint_visits|physician_introductions",
        Table::Events => "event|event_calendar|outreach_events",
        Table::Rests => "rest|holdouts|hold_outs|holdout|hold_out|trial_rests",
        _ => "",
    }
}

/// Lists the columns of one of the tables with their other names.
pub(crate) fn lists(table: Table) -> Lists {
    match table {
        Table::Contacts => CONTACTS,
        Table::OpenIssues => OPEN_ISSUES,
        Table::Topics => TOPICS,
        Table::HeardTopics => HEARD_TOPICS,
        Table::FollowUps => FOLLOWUPS,
        Table::Materials => MATERIALS,
        Table::Stock => STOCK,
        Table::LeftMaterials => LEFT_MATERIALS,
        Table::Providers => PROVIDERS,
        Table::ProviderHours => PROVIDER_HOURS,
        Table::Introductions => INTRODUCTIONS,
        Table::Events => EVENTS,
        Table::Rests => RESTS,
        _ => &[],
    }
}

/// What a row calls the specialties that it is for.
const SPECIALTIES: &str =
    "specialty|speciality|for_specialties|for_specialty|for_whom|for|service_line|service_lines";

/// What a row calls its first day, its last day and the days after which it is due again.
const FROM: &str = "first_day|start_date|start|valid_from|begins|not_before|earliest";
const UNTIL: &str = "last_day|end_date|end|valid_until|valid_to|to|expires|through|deadline";
const EVERY_DAYS: &str =
    "every|repeat|repeat_days|repeat_every_days|interval_days|days_between|again_after_days";

/// What a row of another table calls one of our physicians.
const PROVIDER: &str = "provider|provider_name|provider_#|physician|physician_id|physician_name|doctor|doctor_id|doctor_name|npi";

/// What a row of another table calls a piece of material.
const ITEM: &str = "item|item_name|item_#|item_number|material|material_id|collateral|collateral_id|sku|what";

/// What a row calls a number of pieces.
const PIECES: &str = "quantity|qty|number|copies|count|units|pcs";

const CONTACTS: Lists = &[
    ("practice_id", PRACTICE),
    ("name", "contact|contact_name|full_name|contact_full_name|person|contact_person"),
    ("role", "title|job_title|position|function|contact_role|contact_title"),
    (
        "phone",
        "phone_number|phone_#|phone_no|telephone|tel|direct_phone|direct_line|contact_phone|work_phone|business_phone|mobile|mobile_phone|cell|cell_phone",
    ),
    ("mail", "email|e_mail|email_address|mail_address|contact_email|work_email"),
    ("best_time", "best_time_to_call|best_time_to_visit|best_times|best_day|availability|when"),
];

const OPEN_ISSUES: Lists = &[
    ("practice_id", PRACTICE),
    ("what", "issue|problem|complaint|concern|open_issue|subject|summary|description"),
    ("since", "opened|opened_on|open_since|date_opened|reported|reported_on|created_date|date"),
    ("closed", "closed_on|closed_date|date_closed|resolved|resolved_on|settled|done"),
];

const TOPICS: Lists = &[
    ("topic_id", "id|topic|topic_#|topic_number"),
    ("text", "talking_point|message|topic_text|what|say|description|topic"),
    ("specialties", SPECIALTIES),
    ("tiers", "tier|for_tiers|for_tier|priority|priorities"),
    ("segments", "segment|for_segments|for_segment"),
    ("from", FROM),
    ("until", UNTIL),
    ("every_days", EVERY_DAYS),
];

const HEARD_TOPICS: Lists = &[
    ("practice_id", PRACTICE),
    ("topic_id", "topic|topic_#|topic_number|talking_point"),
    ("date", "heard_on|heard|told_on|date_told|visit_date|day|when"),
];

const FOLLOWUPS: Lists = &[
    ("practice_id", PRACTICE),
    ("due", "due_date|due_by|due_on|by|until|deadline|last_day|latest|to|end_date"),
    (
        "what",
        "follow_up|followup|promise|promised|task|action|action_item|next_step|to_do|commitment|subject|description",
    ),
    ("from", "first_day|not_before|earliest|start_date|start|window_start"),
    (
        "liaison_id",
        "promised_by|responsible|liaison|rep|rep_id|rep_name|rep_#|representative|liaison_name|assigned_to|assigned_user|owner|owner_id|owner_name|who|user|employee",
    ),
    ("done", "done_on|completed|completed_on|completed_date|date_completed|date_done|closed|closed_on"),
];

const MATERIALS: Lists = &[
    ("item_id", "id|collateral_id|material_id|sku|item_#|item_number|code"),
    ("name", "what|item|item_name|material|material_name|collateral|collateral_name|title|description"),
    ("specialties", SPECIALTIES),
    ("pieces", "pieces_per_visit|per_visit|quantity|qty|copies"),
    ("value", "value_per_piece|unit_value|value_each|price|unit_price|cost|unit_cost|worth"),
    ("from", FROM),
    ("until", UNTIL),
    ("every_days", EVERY_DAYS),
];

const STOCK: Lists = &[
    ("liaison_id", LIAISON),
    ("item_id", ITEM),
    ("pieces", "stock|on_hand|in_stock|amount|quantity|qty|number|copies|count|units|pcs"),
    ("date", "counted_on|counted|stock_date|as_of|day"),
];

const LEFT_MATERIALS: Lists = &[
    ("practice_id", PRACTICE),
    ("date", "left_on|date_left|delivered_on|visit_date|visited_on|day|when"),
    ("item_id", ITEM),
    ("pieces", PIECES),
    ("liaison_id", LIAISON),
    ("value", "total_value|value_total|worth|amount"),
];

const PROVIDERS: Lists = &[
    ("provider_id", "id|physician_id|doctor_id|provider_#|provider|physician|doctor|npi"),
    ("name", "provider_name|physician_name|doctor_name|full_name|provider|physician|doctor"),
    ("specialties", "specialty|speciality|primary_specialty|provider_specialty|service_line|service_lines"),
    ("lat", LAT),
    ("lon", LON),
    ("address", ADDRESS),
    ("city", CITY),
    ("state", STATE),
    ("zip", ZIP),
    ("per_week", "max_per_week|most_per_week|meetings_per_week|visits_per_week|weekly_limit|max_meetings"),
];

const PROVIDER_HOURS: Lists = &[
    ("provider_id", PROVIDER),
    ("weekday", "weekdays|day_of_week|dow|week_day|day|days"),
    ("date", "on|calendar_date|available_on"),
    ("from", "start|start_time|begins|opens|from_time|available_from|free_from"),
    ("until", "end|end_time|ends|to|closes|until_time|available_until|free_until"),
    ("lat", LAT),
    ("lon", LON),
    ("zip", ZIP),
];

const INTRODUCTIONS: Lists = &[
    ("practice_id", PRACTICE),
    ("specialty", "wanted_specialty|wants|specialties|speciality|service_line|introduce_to"),
    ("provider_id", PROVIDER),
    ("from", "first_day|not_before|earliest|start_date"),
    ("by", "due|due_date|until|deadline|last_day|latest|before"),
    ("minutes", "duration|length|meeting_minutes|duration_minutes"),
    ("met", "met_on|introduced|introduced_on|held_on|done|done_on|completed|completed_on"),
];

const EVENTS: Lists = &[
    ("event_id", "id|event_#|event_number|event_no|event"),
    ("name", "event_name|title|subject|event"),
    ("kind", "type|event_type|category"),
    ("date", "event_date|day|when|start_date"),
    ("start", "start_time|starts|begins|from|time"),
    ("end", "end_time|ends|until|to|finish"),
    ("minutes", "duration|length|duration_minutes|length_minutes"),
    ("lat", LAT),
    ("lon", LON),
    ("address", ADDRESS),
    ("city", CITY),
    ("state", STATE),
    ("zip", ZIP),
    ("practice_id", "venue|held_at|host|practice|practice_name|account|account_name|office|clinic|facility"),
    ("liaisons", "liaison|liaison_ids|liaison_id|attendees|attended_by|staff|reps|rep|team|who|assigned_to"),
    (
        "prepare_minutes",
        "setup_minutes|set_up_minutes|preparation_minutes|prep_minutes|setup|preparation|prepare",
    ),
    (
        "clear_minutes",
        "teardown_minutes|tear_down_minutes|teardown|cleanup_minutes|clean_up_minutes|breakdown_minutes|clear",
    ),
    ("specialties", SPECIALTIES),
];

const RESTS: Lists = &[
    ("practice_id", PRACTICE),
    ("from", FROM),
    ("until", UNTIL),
    ("trial", "trial_id|trial_name|study|experiment|test"),
];
