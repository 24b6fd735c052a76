//! Headers under which patient data stand. Their columns are not read, whatever the table.

use crate::ingest::cell::normal;

/// Tells whether a header looks like data of patients rather than like a count of them.
///
/// A header is taken for what its words say, so that `PatientName`, `patient's name` and `PT_NAME` are the same. Words for counts save
/// a header, and words for what tells one person from another do not let them: `patient visits` is read, and `patient visit id` is not.
pub(crate) fn looks_like(header: &str) -> bool {
    let words = words(header);
    let spelled: String = normal(header).collect();
    names_a_record(&words, &spelled) || names_a_patient(&words) || names_a_patient_in_one_word(&spelled)
}

/// Words that stand for the record of a patient in any header.
const RECORDS: [&str; 10] =
    ["mrn", "ssn", "dob", "birthdate", "birthday", "diagnosis", "diagnoses", "dx", "icd", "mbi"];

/// Beginnings of headers that stand for the record of a patient, without signs and blanks.
const BEGINNINGS: [&str; 21] = [
    "mrn",
    "ssn",
    "dob",
    "dateofbirth",
    "birthdate",
    "yearofbirth",
    "medicalrecord",
    "medrec",
    "socialsecurity",
    "icd9",
    "icd10",
    "chartnumber",
    "chartno",
    "chartid",
    "insuranceid",
    "insurancenumber",
    "insurancemember",
    "memberid",
    "membernumber",
    "subscriberid",
    "policynumber",
];

/// Tells whether a header names a record of a patient: a number, a day of birth, a diagnosis.
fn names_a_record(words: &[String], spelled: &str) -> bool {
    let has = |known: &str| words.iter().any(|word| word == known);
    let is_birth = has("birth") && ["date", "day", "dt", "year", "month"].into_iter().any(has);
    is_birth
        || RECORDS.into_iter().any(has)
        || words.iter().any(|word| word.starts_with("icd9") || word.starts_with("icd10"))
        || BEGINNINGS.iter().any(|known| spelled.starts_with(known))
}

/// Words of one patient, and of several.
const ONE: [&str; 2] = ["patient", "pt"];
const SEVERAL: [&str; 2] = ["patients", "pts"];

/// Words for what tells one person from another.
const IDENTITIES: [&str; 33] = [
    "name",
    "names",
    "first",
    "last",
    "middle",
    "initials",
    "id",
    "ids",
    "identifier",
    "account",
    "acct",
    "code",
    "phone",
    "mobile",
    "cell",
    "email",
    "mail",
    "address",
    "street",
    "city",
    "zip",
    "birth",
    "age",
    "sex",
    "gender",
    "race",
    "insurance",
    "payer",
    "plan",
    "member",
    "condition",
    "reason",
    "contact",
];

/// Words that make a header speak of many patients.
const COUNTS: [&str; 26] = [
    "count",
    "counts",
    "cnt",
    "volume",
    "volumes",
    "total",
    "totals",
    "referral",
    "referrals",
    "referred",
    "visit",
    "visits",
    "encounters",
    "qty",
    "quantity",
    "sum",
    "avg",
    "average",
    "mean",
    "per",
    "share",
    "percent",
    "satisfaction",
    "population",
    "panel",
    "load",
];

/// Tells whether a header speaks of one patient, or names patients.
fn names_a_patient(words: &[String]) -> bool {
    let is_one_of = |word: &String, known: &[&str]| known.contains(&word.as_str());
    let place = words.iter().position(|word| is_one_of(word, &ONE) || is_one_of(word, &SEVERAL));
    let Some(place) = place else { return false };
    let identifies = words.iter().any(|word| is_one_of(word, &IDENTITIES));
    let speaks_of_many = words.iter().any(|word| is_one_of(word, &SEVERAL) || is_one_of(word, &COUNTS));
    // A number of patients counts them, and a patient number names one.
    let is_number = |word: &String| ["number", "num", "no"].contains(&word.as_str());
    let is_number_of = words.iter().take(place).any(is_number);
    identifies || !(speaks_of_many || is_number_of)
}

/// Tells whether a header is such a name written in one word: `patientname`, `ptdob`.
fn names_a_patient_in_one_word(spelled: &str) -> bool {
    let rest = spelled.strip_prefix("patient").or_else(|| spelled.strip_prefix("pt"));
    let whole =
        ["firstname", "lastname", "fullname", "middlename", "number", "no", "mrn", "dob", "ssn", "dx"];
    rest.is_some_and(|rest| IDENTITIES.contains(&rest) || whole.contains(&rest) || rest == "diagnosis")
}

/// Parts a header into words in small letters: at signs and blanks, and where a capital begins a word. `#` reads "number".
fn words(header: &str) -> Vec<String> {
    let letters: Vec<char> = header.replace('#', " number ").chars().collect();
    let mut text = String::new();
    for (at, &letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
        if before.is_some_and(|before| begins_a_word(before, letter, letters.get(at + 1).copied())) {
            text.push(' ');
        }
        text.extend(letter.to_lowercase());
    }
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// Tells whether a capital begins a word in the middle of others: after a small letter, or before one at the end of capitals.
fn begins_a_word(before: char, letter: char, after: Option<char>) -> bool {
    letter.is_uppercase()
        && (before.is_lowercase() || before.is_uppercase() && after.is_some_and(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::schema;

    #[test]
    fn headers_of_patients_in_every_spelling() {
        for header in [
            "MRN",
            "mrn #",
            "MRNs",
            "Medical Record Number",
            "medical_record_no",
            "MedRec",
            "DOB",
            "Pt. DOB",
            "Date of Birth",
            "birth_date",
            "BirthDate",
            "patient_name",
            "PatientName",
            "patientname",
            "Patient's Name",
            "patient_first",
            "Patient Last Name",
            "patient_first_name",
            "PT_NAME",
            "ptname",
            "Patient",
            "Patient__c",
            "patient id",
            "Patient #",
            "patient_number",
            "PatientNo",
            "Patient ZIP",
            "patients name",
            "SSN",
            "last 4 SSN",
            "Social Security #",
            "Diagnosis",
            "Primary Dx",
            "ICD-10",
            "icd10_code",
            "ICD",
            "ICD-9 Code",
            "Insurance ID",
            "member_id",
            "Member #",
            "subscriber id",
            "patient_dob",
            "patientDOB",
            "Patient visit ID",
            "Patient Age",
            "Chart No.",
            "Reason (patient)",
        ] {
            assert!(looks_like(header), "{header}: {:?}", words(header));
        }
    }

    #[test]
    fn counts_of_patients_are_read() {
        for header in [
            "patients",
            "Patients",
            "pts",
            "patient_count",
            "PatientCount",
            "pt_count",
            "# patients",
            "# of pts",
            "number_of_patients",
            "Number of patients",
            "No. of patients",
            "patients_referred",
            "Patients Referred",
            "patient volume",
            "New patients",
            "Patients per week",
            "patient visits",
            "Total Patients",
            "Avg. patients/day",
            "Accepts new patients",
            "inpatient",
            "Outpatient volume",
            "birth center",
            "births",
            "Member since",
            "team_member",
            "ptosis",
            "account_#",
            "npi",
            "diagnostics",
            "option",
            "dxa scanner",
            "patience",
            "Policy",
            "name",
            "notes",
            "chart",
            "chartered",
        ] {
            assert!(!looks_like(header), "{header}: {:?}", words(header));
        }
    }

    #[test]
    fn no_column_of_ours_looks_so() {
        for table in schema::TABLES {
            for column in schema::columns(table) {
                let taken = schema::names(table, column.name).find(|name| looks_like(name));
                assert_eq!(taken, None, "{table}.{}", column.name);
            }
        }
    }
}
