//! What other systems call our tables and columns. Case, blanks and signs do not matter, and `#` reads "number".

use crate::model::issue::Table;

/// Lists the other names of a column.
pub(crate) fn others(table: Table, column: &str) -> &'static [&'static str] {
    let found = lists(table).iter().find(|(name, _)| *name == column);
    found.map_or(&[], |(_, others)| others)
}

/// Lists the names under which a table may stand in a workbook, besides its own.
pub(crate) fn tables(table: Table) -> &'static [&'static str] {
    match table {
        Table::Practices => {
            &["accounts", "practice list", "account list", "offices", "clinics", "targets", "call list"]
        }
        Table::Liaisons => &["reps", "team", "liaison", "representatives", "users", "staff", "field team"],
        Table::Referrals => {
            &["referral data", "referral", "referral volume", "referral log", "referrals by date"]
        }
        Table::Visits => {
            &["visit log", "calls", "call log", "activity", "activities", "visit history", "touchpoints"]
        }
        Table::Hours => &["opening hours", "office hours", "visiting hours"],
        Table::Appointments => &["meetings", "scheduled", "booked", "scheduled visits"],
        Table::TimeOff => &["pto", "vacation", "vacations", "leave", "days off", "absences"],
        Table::Holidays => &["holiday", "public holidays", "company holidays"],
        Table::MustVisits => &["must visit", "promises", "follow ups", "followups", "commitments"],
        Table::Travel | Table::Book => &[],
    }
}

type Lists = &'static [(&'static str, &'static [&'static str])];

fn lists(table: Table) -> Lists {
    match table {
        Table::Practices => PRACTICES,
        Table::Liaisons => LIAISONS,
        Table::Referrals => REFERRALS,
        Table::Visits => VISITS,
        Table::Hours => HOURS,
        Table::Appointments => APPOINTMENTS,
        Table::TimeOff => TIME_OFF,
        Table::Holidays => {
            &[("date", &["day", "holiday date"]), ("name", &["holiday", "holiday name", "description"])]
        }
        Table::MustVisits => MUST_VISITS,
        Table::Travel | Table::Book => &[],
    }
}

/// What a row of another table calls its practice.
const PRACTICE: &[&str] = &[
    "practice",
    "account_id",
    "account #",
    "account number",
    "account no",
    "acct #",
    "acct id",
    "practice #",
    "practice number",
    "practice name",
    "account",
    "account name",
    "office",
    "office name",
    "clinic",
    "clinic name",
    "client id",
    "customer id",
    "location id",
    "site id",
    "referring practice",
    "referring practice id",
    "referring office",
    "referring provider id",
    "facility",
    "facility name",
    "facility id",
];

/// What a row of another table calls its liaison.
const LIAISON: &[&str] = &[
    "liaison",
    "rep",
    "rep id",
    "rep name",
    "rep #",
    "representative",
    "liaison name",
    "physician liaison",
    "prl",
    "owner",
    "owner id",
    "owner name",
    "account owner",
    "assigned to",
    "assigned user",
    "user",
    "user id",
    "employee",
    "employee id",
    "sales rep",
    "territory manager",
    "visited by",
    "created by",
    "who",
];

const PRACTICES: Lists = &[
    (
        "practice_id",
        &[
            "id",
            "account_id",
            "account #",
            "account number",
            "account no",
            "acct #",
            "acct id",
            "acct no",
            "practice #",
            "practice number",
            "practice no",
            "office id",
            "clinic id",
            "client id",
            "customer id",
            "location id",
            "site id",
            "facility id",
            "record id",
            "crm id",
            "external id",
            "referral source id",
        ],
    ),
    (
        "name",
        &[
            "practice_name",
            "account_name",
            "practice",
            "account",
            "office",
            "office name",
            "clinic",
            "clinic name",
            "facility",
            "facility name",
            "location name",
            "company",
            "company name",
            "organization",
            "organisation",
            "group name",
            "practice group",
            "site name",
            "referral source",
            "customer",
            "customer name",
            "client name",
        ],
    ),
    (
        "lat",
        &[
            "latitude",
            "geo lat",
            "lat dd",
            "gps lat",
            "home lat",
            "office lat",
            "y",
            "billing latitude",
            "shipping latitude",
            "location latitude",
        ],
    ),
    (
        "lon",
        &[
            "longitude",
            "lng",
            "long",
            "geo lon",
            "geo long",
            "geo lng",
            "lon dd",
            "gps lon",
            "gps long",
            "home lon",
            "home long",
            "office lon",
            "x",
            "billing longitude",
            "shipping longitude",
            "location longitude",
        ],
    ),
    (
        "address",
        &[
            "street",
            "street_address",
            "address 1",
            "address line 1",
            "addr",
            "addr 1",
            "office address",
            "practice address",
            "mailing address",
            "billing street",
            "shipping street",
            "full address",
            "location address",
        ],
    ),
    (
        "city",
        &[
            "town",
            "city name",
            "office city",
            "billing city",
            "shipping city",
            "mailing city",
            "municipality",
        ],
    ),
    (
        "state",
        &[
            "st",
            "state code",
            "province",
            "billing state",
            "shipping state",
            "mailing state",
            "state/province",
            "region code",
        ],
    ),
    (
        "zip",
        &[
            "zip_code",
            "zipcode",
            "postal_code",
            "zip 5",
            "zip+4",
            "zip/postal code",
            "postcode",
            "postal",
            "billing zip",
            "shipping zip",
            "office zip",
            "mailing zip",
            "billing postal code",
        ],
    ),
    (
        "specialty",
        &[
            "speciality",
            "primary specialty",
            "practice specialty",
            "specialty name",
            "spec",
            "provider specialty",
            "practice type",
        ],
    ),
    (
        "providers",
        &[
            "provider_count",
            "clinicians",
            "# docs",
            "docs",
            "doctors",
            "# doctors",
            "physicians",
            "# physicians",
            "number of physicians",
            "# providers",
            "number of providers",
            "provider cnt",
            "num providers",
            "mds",
            "# mds",
            "clinician count",
            "clinicians md",
            "physician count",
            "no of providers",
        ],
    ),
    (
        "tier",
        &[
            "priority",
            "class",
            "segment",
            "rank",
            "rating",
            "account tier",
            "target tier",
            "abc",
            "importance",
        ],
    ),
    (
        "owner",
        &[
            "liaison_id",
            "liaison",
            "rep",
            "rep id",
            "rep name",
            "owner id",
            "owner name",
            "account owner",
            "assigned to",
            "assigned rep",
            "assigned liaison",
            "physician liaison",
            "territory owner",
            "sales rep",
            "representative",
            "prl",
            "territory manager",
            "covered by",
            "user",
        ],
    ),
    (
        "visit_minutes",
        &[
            "visit length",
            "visit duration",
            "minutes",
            "duration",
            "call length",
            "minutes per visit",
            "avg visit minutes",
        ],
    ),
    ("cadence_min", &["min days between visits", "min cadence", "minimum days"]),
    (
        "cadence_target",
        &[
            "cadence",
            "visit frequency days",
            "days between visits",
            "frequency days",
            "visit every days",
            "call cadence",
            "target cadence",
        ],
    ),
    ("cadence_max", &["max days between visits", "max cadence", "maximum days"]),
    (
        "access",
        &[
            "access type",
            "access policy",
            "rep access",
            "visit type",
            "walk in or appointment",
            "visit policy",
        ],
    ),
    ("locked", &["lock", "do not move", "keep owner", "fixed owner", "protected"]),
    ("skills", &["requirements", "languages", "language", "required skills", "needs"]),
    (
        "hours",
        &[
            "office hours",
            "opening hours",
            "visiting hours",
            "open hours",
            "hours of operation",
            "best time",
            "rep hours",
        ],
    ),
    (
        "last_visit",
        &[
            "last visit date",
            "last visited",
            "date of last visit",
            "last call",
            "last call date",
            "last seen",
            "last contact",
            "last activity",
            "most recent visit",
        ],
    ),
];

const LIAISONS: Lists = &[
    (
        "liaison_id",
        &[
            "id",
            "rep id",
            "rep",
            "rep #",
            "employee id",
            "employee #",
            "user id",
            "owner id",
            "liaison #",
            "staff id",
            "initials",
        ],
    ),
    (
        "name",
        &[
            "liaison_name",
            "liaison",
            "rep name",
            "full name",
            "employee",
            "employee name",
            "user",
            "user name",
            "representative",
            "owner",
            "physician liaison",
            "team member",
        ],
    ),
    (
        "home_lat",
        &["lat", "latitude", "home latitude", "start lat", "base lat", "geo lat", "start latitude", "home y"],
    ),
    (
        "home_lon",
        &[
            "lon",
            "lng",
            "long",
            "longitude",
            "home long",
            "home lng",
            "home longitude",
            "start lon",
            "start long",
            "base lon",
            "geo lon",
            "geo long",
            "start longitude",
            "home x",
        ],
    ),
    (
        "work_days",
        &[
            "working days",
            "days",
            "work week",
            "schedule",
            "workdays",
            "days worked",
            "working hours",
            "work hours",
            "hours",
        ],
    ),
    ("work_start", &["start time", "day start", "shift start", "starts", "start of day", "from"]),
    ("work_end", &["end time", "day end", "shift end", "ends", "end of day", "to"]),
    ("lunch_start", &["lunch from", "break start"]),
    ("lunch_end", &["lunch to", "lunch until", "break end"]),
    ("lunch_minutes", &["lunch", "lunch length", "break minutes", "lunch duration"]),
    (
        "max_stops",
        &[
            "max visits",
            "max visits per day",
            "stops per day",
            "visits per day",
            "max calls",
            "max stops per day",
            "daily visits",
        ],
    ),
    (
        "max_drive_minutes",
        &["max drive", "max driving", "max drive time", "max drive min", "max minutes driving"],
    ),
    ("cover", &["backup", "covered by", "stand in", "cover by", "substitute"]),
    ("skills", &["languages", "language", "certifications", "qualifications"]),
];

const REFERRALS: Lists = &[
    ("practice_id", PRACTICE),
    (
        "date",
        &[
            "referral_date",
            "ref date",
            "date received",
            "received",
            "received date",
            "referred on",
            "order date",
            "day",
            "month",
            "week",
            "period",
            "week ending",
            "month ending",
            "date of referral",
            "created date",
            "service date",
        ],
    ),
    (
        "count",
        &[
            "referrals",
            "referral count",
            "# referrals",
            "number of referrals",
            "volume",
            "qty",
            "quantity",
            "cases",
            "total",
            "total referrals",
            "n",
            "ref count",
            "patients referred",
        ],
    ),
    ("value", &["amount", "revenue", "margin", "contribution", "value per referral"]),
];

const VISITS: Lists = &[
    ("practice_id", PRACTICE),
    ("liaison_id", LIAISON),
    (
        "date",
        &[
            "visit_date",
            "activity date",
            "call date",
            "date of visit",
            "visited on",
            "completed date",
            "day",
            "start date",
            "date completed",
        ],
    ),
    (
        "outcome",
        &[
            "result",
            "status",
            "visit outcome",
            "call outcome",
            "disposition",
            "visit result",
            "call result",
            "visit status",
            "met",
        ],
    ),
];

const HOURS: Lists = &[
    ("practice_id", PRACTICE),
    ("weekday", &["weekdays", "day", "days", "day of week", "dow", "week day"]),
    ("opens", &["open", "from", "start", "open time", "opening time", "start time", "opens at"]),
    ("closes", &["close", "to", "until", "end", "close time", "closing time", "end time", "closes at"]),
    ("valid_from", &["effective from", "season start", "start date", "effective date"]),
    ("valid_until", &["effective until", "season end", "end date", "valid to", "expires"]),
];

const APPOINTMENTS: Lists = &[
    (
        "date",
        &["appointment date", "appt date", "day", "meeting date", "visit date", "scheduled date", "when"],
    ),
    ("start", &["time", "start time", "appointment time", "appt time", "begins", "scheduled time", "at"]),
    ("liaison_id", LIAISON),
    ("practice_id", PRACTICE),
    ("minutes", &["duration", "length", "duration min", "min", "duration minutes", "length minutes"]),
];

const TIME_OFF: Lists = &[
    ("liaison_id", LIAISON),
    ("from", &["first_day", "start_date", "start", "begin", "begins", "date", "off from", "first day off"]),
    ("until", &["last_day", "end_date", "end", "to", "through", "ends", "off until", "last day off"]),
];

const MUST_VISITS: Lists = &[
    ("practice_id", PRACTICE),
    ("from", &["first_day", "start_date", "start", "not before", "earliest", "window start"]),
    (
        "until",
        &["last_day", "end_date", "end", "by", "due", "due date", "deadline", "latest", "to", "window end"],
    ),
];
