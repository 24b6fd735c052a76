//! What other systems call our tables and columns. Case, blanks and signs do not matter, and `#` reads "number".

use crate::ingest::header_lists::{ADDRESS, CITY, LAT, LIAISON, LON, Lists, PRACTICE, STATE, ZIP};
use crate::ingest::matter_headers;
use crate::model::issue::Table;

/// Lists the other names of a column, parted by bars.
pub(crate) fn others(table: Table, column: &str) -> &'static str {
    let found = lists(table).iter().find(|(name, _)| *name == column);
    found.map_or("", |(_, others)| others)
}

/// Lists the names under which a table may stand in a workbook, besides its own; bars part them.
pub(crate) fn tables(table: Table) -> &'static str {
    match table {
        Table::Practices => "accounts|practice_list|account_list|offices|clinics|targets|call_list",
        Table::Liaisons => "reps|team|liaison|representatives|users|staff|field_team",
        Table::Referrals => "referral_data|referral|referral_volume|referral_log|referrals_by_date",
        Table::Visits => "visit_log|calls|call_log|activity|activities|visit_history|touchpoints",
        Table::Hours => "opening_hours|office_hours|visiting_hours",
        Table::Appointments => "meetings|scheduled|booked|scheduled_visits",
        Table::TimeOff => "pto|vacation|vacations|leave|days_off|absences",
        Table::Busy => "busy_times|blocked_times|blocks",
        Table::Holidays => "holiday|public_holidays|company_holidays",
        Table::MustVisits => "must_visit|promises|commitments",
        other => matter_headers::tables(other),
    }
}

fn lists(table: Table) -> Lists {
    match table {
        Table::Practices => PRACTICES,
        Table::Liaisons => LIAISONS,
        Table::Referrals => REFERRALS,
        Table::Visits => VISITS,
        Table::Hours => HOURS,
        Table::Appointments => APPOINTMENTS,
        Table::TimeOff => TIME_OFF,
        Table::Busy => BUSY,
        Table::Holidays => &[("date", "day|holiday_date"), ("name", "holiday|holiday_name|description")],
        Table::MustVisits => MUST_VISITS,
        other => matter_headers::lists(other),
    }
}

const PRACTICES: Lists = &[
    (
        "practice_id",
        "id|account_id|account_#|account_number|account_no|acct_#|acct_id|acct_no|practice_#|\
          practice_number|practice_no|office_id|clinic_id|client_id|customer_id|location_id|site_id|\
          facility_id|record_id|crm_id|external_id|referral_source_id|record_id_company|company_id|account_record_id|18_digit_id|sfdc_id|hubspot_id|organization_id|npi",
    ),
    (
        "name",
        "practice_name|account_name|practice|account|office|office_name|clinic|clinic_name|facility|\
          facility_name|location_name|company|company_name|organization|organisation|group_name|\
          practice_group|site_name|referral_source|customer|customer_name|client_name",
    ),
    ("lat", LAT),
    ("lon", LON),
    ("address", ADDRESS),
    ("city", CITY),
    ("state", STATE),
    ("zip", ZIP),
    (
        "phone",
        "phone_number|phone_#|phone_no|telephone|telephone_number|tel|main_phone|office_phone|\
          practice_phone|business_phone|work_phone|account_phone|clinic_phone|contact_phone|company_phone",
    ),
    (
        "specialty",
        "speciality|primary_specialty|practice_specialty|specialty_name|spec|provider_specialty|\
          practice_type",
    ),
    (
        "providers",
        "provider_count|clinicians|#_docs|docs|doctors|#_doctors|physicians|#_physicians|\
          number_of_physicians|#_providers|number_of_providers|provider_cnt|num_providers|mds|#_mds|\
          clinician_count|clinicians_md|physician_count|no_of_providers",
    ),
    ("tier", "priority|class|segment|rank|rating|account_tier|target_tier|abc|importance"),
    (
        "owner",
        "liaison_id|liaison|rep|rep_id|rep_name|owner_id|owner_name|account_owner|assigned_to|\
          assigned_rep|assigned_liaison|physician_liaison|territory_owner|sales_rep|representative|\
          prl|territory_manager|covered_by|user|company_owner|record_owner|account_owner_alias|liaison_name|assigned_user|account_manager",
    ),
    (
        "visit_minutes",
        "visit_length|visit_duration|minutes|duration|call_length|minutes_per_visit|\
          avg_visit_minutes",
    ),
    ("cadence_min", "min_days_between_visits|min_cadence|minimum_days"),
    (
        "cadence_target",
        "cadence|visit_frequency_days|days_between_visits|frequency_days|visit_every_days|\
          call_cadence|target_cadence",
    ),
    ("cadence_max", "max_days_between_visits|max_cadence|maximum_days"),
    ("access", "access_type|access_policy|rep_access|visit_type|walk_in_or_appointment|visit_policy"),
    (
        "lead_days",
        "lead_time|lead_time_days|call_ahead_days|days_ahead|notice_days|days_notice|days_of_notice|\
          advance_notice_days|call_lead_days|appointment_lead_days|booking_lead_days",
    ),
    ("locked", "lock|do_not_move|keep_owner|fixed_owner|protected"),
    ("skills", "requirements|languages|language|required_skills|needs"),
    ("hours", "office_hours|opening_hours|visiting_hours|open_hours|hours_of_operation|best_time|rep_hours"),
    (
        "last_visit",
        "last_visit_date|last_visited|date_of_last_visit|last_call|last_call_date|last_seen|\
          last_contact|last_activity|most_recent_visit|last_activity_date|last_contacted|last_touch|last_visit_on|last_meeting|last_call_on",
    ),
    ("suite", "suite_number|suite_#|suite_no|unit|floor|ste|room"),
    ("parking", "parking_notes|parking_note|where_to_park|parking_info"),
    (
        "note",
        "notes|comment|comments|remark|remarks|special_instructions|instructions|account_notes|practice_notes",
    ),
];

const LIAISONS: Lists = &[
    ("liaison_id", "id|rep_id|rep|rep_#|employee_id|employee_#|user_id|owner_id|liaison_#|staff_id|initials"),
    (
        "name",
        "liaison_name|liaison|rep_name|full_name|employee|employee_name|user|user_name|\
          representative|owner|physician_liaison|team_member",
    ),
    ("home_address", "address|street_address|home_street|full_address|start_address"),
    ("home_zip", "zip|zip_code|zipcode|postal_code|home_zip_code|start_zip"),
    ("home_lat", "lat|latitude|home_latitude|start_lat|base_lat|geo_lat|start_latitude|home_y"),
    (
        "home_lon",
        "lon|lng|long|longitude|home_long|home_lng|home_longitude|start_lon|start_long|base_lon|\
          geo_lon|geo_long|start_longitude|home_x",
    ),
    ("work_days", "working_days|days|work_week|schedule|workdays|days_worked|working_hours|work_hours|hours"),
    ("work_start", "start_time|day_start|shift_start|starts|start_of_day|from"),
    ("work_end", "end_time|day_end|shift_end|ends|end_of_day|to"),
    ("lunch_start", "lunch_from|break_start"),
    ("lunch_end", "lunch_to|lunch_until|break_end"),
    ("lunch_minutes", "lunch|lunch_length|break_minutes|lunch_duration"),
    (
        "max_stops",
        "max_visits|max_visits_per_day|stops_per_day|visits_per_day|max_calls|max_stops_per_day|\
          daily_visits",
    ),
    ("max_drive_minutes", "max_drive|max_driving|max_drive_time|max_drive_min|max_minutes_driving"),
    ("cover", "backup|covered_by|stand_in|cover_by|substitute"),
    ("skills", "languages|language|certifications|qualifications"),
];

const REFERRALS: Lists = &[
    ("practice_id", PRACTICE),
    (
        "date",
        "referral_date|ref_date|date_received|received|received_date|referred_on|order_date|day|\
          month|week|period|week_ending|month_ending|date_of_referral|created_date|service_date|referral_date/time|referral_date_time|date/time|date_time|received_on|referral_month|referral_week|week_of|order_date/time|appointment_created",
    ),
    (
        "count",
        "referrals|referral_count|#_referrals|number_of_referrals|volume|qty|quantity|cases|total|\
          total_referrals|n|ref_count|patients_referred|pt_count|patient_count|patients|pts|referral_total|number_of_patients|visits_referred",
    ),
    ("value", "amount|revenue|margin|contribution|value_per_referral"),
];

const VISITS: Lists = &[
    ("practice_id", PRACTICE),
    ("liaison_id", LIAISON),
    (
        "date",
        "visit_date|activity_date|call_date|date_of_visit|visited_on|completed_date|day|start_date|\
          date_completed|activity_date/time|due_date|date/time|activity_day|visit_day|call_date/time|completed_on",
    ),
    (
        "time",
        "visit_time|time_of_visit|start|start_time|arrived|arrival|arrival_time|time_in|check_in|check_in_time|\
          call_time|activity_time|time_of_day|started",
    ),
    (
        "outcome",
        "result|status|visit_outcome|call_outcome|disposition|visit_result|call_result|visit_status|\
          met|outcome_of_call|outcome_of_visit|call_disposition|activity_status|meeting_outcome|call_status",
    ),
    ("note", "notes|comment|comments|remark|remarks|visit_notes|call_notes|visit_note|call_note"),
];

const HOURS: Lists = &[
    ("practice_id", PRACTICE),
    ("weekday", "weekdays|day|days|day_of_week|dow|week_day"),
    ("opens", "open|from|start|open_time|opening_time|start_time|opens_at"),
    ("closes", "close|to|until|end|close_time|closing_time|end_time|closes_at"),
    ("valid_from", "effective_from|season_start|start_date|effective_date"),
    ("valid_until", "effective_until|season_end|end_date|valid_to|expires"),
];

const APPOINTMENTS: Lists = &[
    ("date", "appointment_date|appt_date|day|meeting_date|visit_date|scheduled_date|when"),
    ("start", "time|start_time|appointment_time|appt_time|begins|scheduled_time|at"),
    ("liaison_id", LIAISON),
    ("practice_id", PRACTICE),
    ("minutes", "duration|length|duration_min|min|duration_minutes|length_minutes"),
];

const BUSY: Lists = &[
    ("liaison_id", LIAISON),
    ("date", "day|busy_date"),
    ("from", "busy_from|from_time"),
    ("until", "busy_until|until_time|to"),
];

const TIME_OFF: Lists = &[
    ("liaison_id", LIAISON),
    (
        "from",
        "first_day|start_date|start|begin|begins|date|off_from|first_day_off|pto_start|vacation_start|leave_start|start_day|out_from|absence_start",
    ),
    (
        "until",
        "last_day|end_date|end|to|through|ends|off_until|last_day_off|pto_end|vacation_end|leave_end|end_day|out_until|absence_end",
    ),
];

const MUST_VISITS: Lists = &[
    ("practice_id", PRACTICE),
    ("from", "first_day|start_date|start|not_before|earliest|window_start"),
    ("until", "last_day|end_date|end|by|due|due_date|deadline|latest|to|window_end"),
];
