//! Headers under which patient data stand. Their columns are not read, whatever the table.

use crate::ingest::cell::normal;
use crate::ingest::header_words::{folded, words};

/// Tells whether a header looks like data of patients rather than like a count of them.
///
/// A header is taken for what its words say, so that `PatientName`, `patient's name` and `PT_NAME` are the same. Words for counts save
/// a header, and words for what tells one person from another do not let them: `patient visits` is read, and `patient visit id` is not.
pub(crate) fn looks_like(header: &str) -> bool {
    let header = folded(header);
    let words = words(&header);
    let spelled: String = normal(&header).collect();
    names_a_record(&words, &spelled)
        || names_a_number(&words, &spelled)
        || names_a_patient(&words) && !names_a_therapy(&header, &words)
        || names_a_patient_in_one_word(&spelled, &words)
}

/// Tells whether a header speaks of patients, as a count of them does. What cannot be read under it is not shown to anybody.
pub(crate) fn speaks_of_patients(header: &str) -> bool {
    let words = words(&folded(header));
    let is_count = |word: &String| word.strip_prefix("pt").is_some_and(|rest| COUNTS.contains(&rest));
    words.iter().any(|word| is_one_of(word, &ONE) || is_one_of(word, &SEVERAL))
        || words.iter().any(|word| word.starts_with("patient") || is_count(word))
}

/// Words that stand for the record of a patient in any header.
const RECORDS: [&str; 14] = [
    "mrn",
    "emrn",
    "hrn",
    "ssn",
    "dob",
    "birthdate",
    "birthday",
    "diagnosis",
    "diagnoses",
    "dx",
    "icd",
    "mbi",
    "hicn",
    "guarantor",
];

/// Beginnings of headers that stand for the record of a patient, without signs and blanks.
const BEGINNINGS: [&str; 22] = [
    "mrn",
    "ssn",
    "dateofbirth",
    "birthdate",
    "yearofbirth",
    "medicalrecord",
    "medrec",
    "socialsecurity",
    "socsec",
    "guarantor",
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

/// What may follow `dob` in a header of one word. Names of places begin with it, too.
const AFTER_DOB: [&str; 7] = ["date", "year", "patient", "pt", "number", "mmdd", "yyyy"];

/// Tells whether a header names a record of a patient: a number, a day of birth, a diagnosis.
fn names_a_record(words: &[String], spelled: &str) -> bool {
    let has = |known: &str| words.iter().any(|word| word == known);
    let is_birth = has("birth") && ["date", "day", "dt", "year", "month"].into_iter().any(has);
    is_birth
        || RECORDS.into_iter().any(has)
        || words.iter().any(|word| word.starts_with("icd9") || word.starts_with("icd10"))
        || BEGINNINGS.iter().any(|known| spelled.starts_with(known))
        || spelled.strip_prefix("dob").is_some_and(follows_dob)
}

/// Tells whether a header that begins with `dob` and goes on so is about a day of birth.
fn follows_dob(rest: &str) -> bool {
    let is_digit = |it: char| it.is_ascii_digit();
    rest == "s" || rest.starts_with(is_digit) || AFTER_DOB.iter().any(|known| rest.starts_with(known))
}

/// Words for a number that somebody was given.
const NUMBERS: [&str; 5] = ["number", "num", "no", "nbr", "id"];

/// Words before a number that a patient was given.
const NUMBERED: [&str; 6] = ["hic", "medicare", "medicaid", "encounter", "soc", "ss"];

/// Words that make a diagnosis of `diag`, which also begins "diagnostics".
const AFTER_DIAG: [&str; 5] = ["code", "codes", "desc", "description", "text"];

/// Tells whether a header names a number that a patient was given: `Medicare ID`, `Encounter #`.
fn names_a_number(words: &[String], spelled: &str) -> bool {
    let pairs = words.iter().zip(words.iter().skip(1));
    let is_pair = |known: &str, after: &[&str]| {
        let in_words = pairs.clone().any(|(first, next)| first == known && is_one_of(next, after));
        in_words || spelled.strip_prefix(known).is_some_and(|rest| after.contains(&rest))
    };
    // The identifier of a hospital names the hospital, and its number names a patient.
    NUMBERED.into_iter().any(|known| is_pair(known, &NUMBERS))
        || is_pair("hospital", &["number", "num", "no", "nbr"])
        || is_pair("diag", &AFTER_DIAG)
        || is_pair("diag", &NUMBERS)
}

/// Words of one patient, and of several.
const ONE: [&str; 3] = ["patient", "pt", "beneficiary"];
const SEVERAL: [&str; 3] = ["patients", "pts", "beneficiaries"];

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
const COUNTS: [&str; 31] = [
    "count",
    "counts",
    "cnt",
    "volume",
    "volumes",
    "total",
    "totals",
    "referral",
    "referrals",
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
    "appts",
    "appointments",
    "days",
    "access",
    "portal",
    "percentage",
];

/// Words for what one patient has, too, where the header ends with that patient: `Referral patient`.
const OF_ONE: [&str; 2] = ["referral", "visit"];

/// Words of physical therapy, for which `PT` stands as well.
const THERAPY: [&str; 6] = ["clinic", "clinics", "therapy", "rehab", "physical", "ot"];

/// Tells whether a word is one of those known.
fn is_one_of(word: &str, known: &[&str]) -> bool {
    known.contains(&word)
}

/// Tells whether `PT` stands for physical therapy: alone and in capitals, or with a word that says so.
fn names_a_therapy(header: &str, words: &[String]) -> bool {
    let has = |known: &[&str]| words.iter().any(|word| is_one_of(word, known));
    let is_short = has(&["pt"]) && !has(&["patient", "patients", "pts", "beneficiary", "beneficiaries"]);
    is_short && (header.trim() == "PT" || has(&THERAPY))
}

/// Tells whether a header speaks of one patient, or names patients.
fn names_a_patient(words: &[String]) -> bool {
    let identifies = words.iter().any(|word| is_one_of(word, &IDENTITIES));
    let place = words.iter().position(|word| is_one_of(word, &ONE) || is_one_of(word, &SEVERAL));
    // Pat is a name as well.
    let Some(place) = place else { return identifies && words.first().is_some_and(|word| word == "pat") };
    let ends_with_one = words.last().is_some_and(|word| is_one_of(word, &ONE));
    let counts = |word: &str| is_one_of(word, &COUNTS) && !(ends_with_one && is_one_of(word, &OF_ONE));
    let speaks_of_many = words.iter().any(|word| is_one_of(word, &SEVERAL) || counts(word));
    // A number of patients counts them, and a patient number names one.
    let is_number = |word: &String| ["number", "num", "no"].contains(&word.as_str());
    let is_number_of = words.iter().take(place).any(is_number);
    identifies || !(speaks_of_many || is_number_of)
}

/// Tells whether a header is such a name written in one word: `patientname`, `patname`, `ptdob`.
fn names_a_patient_in_one_word(spelled: &str, words: &[String]) -> bool {
    if let Some(rest) = spelled.strip_prefix("patient") {
        return words.len() == 1 && !rest.is_empty() && !counts_in_one_word(rest);
    }
    let rest = spelled.strip_prefix("pat").or_else(|| spelled.strip_prefix("pt"));
    rest.is_some_and(|rest| IDENTITIES.contains(&rest) || WHOLE.contains(&rest))
}

/// Words for what tells one person from another, in headers of one word.
const WHOLE: [&str; 16] = [
    "firstname",
    "lastname",
    "fullname",
    "middlename",
    "number",
    "no",
    "mrn",
    "dob",
    "ssn",
    "dx",
    "diagnosis",
    "birthdate",
    "dateofbirth",
    "addr",
    "info",
    "list",
];

/// Words that follow `patients` in a header of one word that counts them.
const AFTER_SEVERAL: [&str; 5] = ["referred", "seen", "served", "treated", "new"];

/// Tells whether what follows `patient` in a header of one word makes it a count: `patientcount`, `patientsreferred`.
fn counts_in_one_word(rest: &str) -> bool {
    let several = rest.strip_prefix('s').unwrap_or(rest);
    let is_count = |rest: &str| COUNTS.contains(&rest);
    let begins = |rest: &str| COUNTS.iter().any(|word| rest.starts_with(word));
    let identifies = IDENTITIES.iter().chain(&WHOLE).chain(&["date"]).any(|word| rest.ends_with(word));
    rest == "s"
        || is_count(rest)
        || is_count(several)
        || rest.starts_with('s') && AFTER_SEVERAL.contains(&several)
        || !identifies && (begins(rest) || begins(several))
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
            "Pat ID",
            "Pat Name",
            "PatName",
            "Pat. name",
            "patname",
            "pat_id",
            "Referred Patient",
            "Referral patient",
            "Pt",
            "Pt notes",
            "patientlist",
            "patientinfo",
            "patientaddr",
            "patientbirthdate",
            "patientdateofbirth",
            "patientvisitid",
            "patientvisitdate",
            "ptbirthdate",
            "HICN",
            "HIC Number",
            "hic_no",
            "Medicare ID",
            "MedicaidID",
            "medicareid",
            "Encounter #",
            "encounter_id",
            "Hospital Number",
            "hospital no.",
            "HRN",
            "EMRN",
            "Guarantor Name",
            "guarantorname",
            "Diag Code",
            "diagcode",
            "Primary diag desc",
            "soc sec no",
            "SS#",
            "Beneficiary",
            "Beneficiary ID",
            "DOBs",
            "dob1",
            "dobyear",
            "Pati\u{eb}nt",
            "PATI\u{cb}NT_ID",
            "pa\u{301}tient name",
            "Pat\u{200b}ient",
            "\u{ff2d}\u{ff32}\u{ff2e}",
            "\u{ff30}\u{ff34}\u{3000}\u{ff2e}\u{ff21}\u{ff2d}\u{ff25}",
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
            "Dobson",
            "Dobbs",
            "Dobson Clinic",
            "New Patient Appts",
            "patient days",
            "Patient Days",
            "patient access",
            "Patient Portal",
            "patientvolume",
            "patientpercentage",
            "patientsreferred",
            "patientsperweek",
            "patientscount",
            "PT",
            "PT clinic",
            "PT Clinic Name",
            "PT/OT",
            "Pat",
            "Pattern",
            "patio",
            "path",
            "patch id",
            "Beneficiaries",
            "beneficiary count",
            "Encounters",
            "# encounters",
            "encounter notes",
            "Visits per patient",
            "Hospital",
            "Hospital ID",
            "Hospital Name",
            "Medicare %",
            "Diag imaging",
            "Diagonal",
            "hicks",
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
    fn headers_that_speak_of_patients() {
        for header in
            ["Patients", "pts", "pt_count", "ptcount", "PatientCount", "patientsreferred", "# of patients"]
        {
            assert!(speaks_of_patients(header), "{header}");
        }
        for header in ["referrals", "count", "cases", "outpatient volume", "patience", "ptosis", "date"] {
            assert!(!speaks_of_patients(header), "{header}");
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
