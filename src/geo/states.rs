//! The states of the United States, their district and their territories.

/// Letters and name of each, without blanks, which are not compared.
const STATES: [(&str, &str); 56] = [
    ("AL", "Alabama"),
    ("AK", "Alaska"),
    ("AZ", "Arizona"),
    ("AR", "Arkansas"),
    ("CA", "California"),
    ("CO", "Colorado"),
    ("CT", "Connecticut"),
    ("DE", "Delaware"),
    ("DC", "DistrictOfColumbia"),
    ("FL", "Florida"),
    ("GA", "Georgia"),
    ("HI", "Hawaii"),
    ("ID", "Idaho"),
    ("IL", "Illinois"),
    ("IN", "Indiana"),
    ("IA", "Iowa"),
    ("KS", "Kansas"),
    ("KY", "Kentucky"),
    ("LA", "Louisiana"),
    ("ME", "Maine"),
    ("MD", "Maryland"),
    ("MA", "Massachusetts"),
    ("MI", "Michigan"),
    ("MN", "Minnesota"),
    ("MS", "Mississippi"),
    ("MO", "Missouri"),
    ("MT", "Montana"),
    ("NE", "Nebraska"),
    ("NV", "Nevada"),
    ("NH", "NewHampshire"),
    ("NJ", "NewJersey"),
    ("NM", "NewMexico"),
    ("NY", "NewYork"),
    ("NC", "NorthCarolina"),
    ("ND", "NorthDakota"),
    ("OH", "Ohio"),
    ("OK", "Oklahoma"),
    ("OR", "Oregon"),
    ("PA", "Pennsylvania"),
    ("RI", "RhodeIsland"),
    ("SC", "SouthCarolina"),
    ("SD", "SouthDakota"),
    ("TN", "Tennessee"),
    ("TX", "Texas"),
    ("UT", "Utah"),
    ("VT", "Vermont"),
    ("VA", "Virginia"),
    ("WA", "Washington"),
    ("WV", "WestVirginia"),
    ("WI", "Wisconsin"),
    ("WY", "Wyoming"),
    ("PR", "PuertoRico"),
    ("VI", "VirginIslands"),
    ("GU", "Guam"),
    ("AS", "AmericanSamoa"),
    ("MP", "NorthernMarianaIslands"),
];

/// Finds the letters of a state by its letters or name, without regard to case, dots and blanks.
pub(crate) fn state(text: &str) -> Option<&'static str> {
    let letters: String = text.chars().filter(|&letter| letter != '.' && !letter.is_whitespace()).collect();
    let is_it =
        |(short, name): &&(&str, &str)| [short, name].iter().any(|it| it.eq_ignore_ascii_case(&letters));
    STATES.iter().find(is_it).map(|(short, _)| *short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_by_letters_and_names() {
        assert_eq!(["ME", "me", "Maine", "M.E."].map(state), [Some("ME"); 4]);
        assert_eq!(
            [state("N. Y."), state("d.c."), state(" new  hampshire ")],
            [Some("NY"), Some("DC"), Some("NH")]
        );
        assert_eq!(["", "Ontario", "M"].map(state), [None; 3]);
    }
}
